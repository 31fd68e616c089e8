"""The fonts that tests see: the same files on every machine, whatever else it has.

Chromium and WeasyPrint both ask fontconfig, which reads the file that ``FONTCONFIG_FILE`` names.
Latin letters come in two sets from locked packages, one narrow and one wide, as readers have both;
Chinese ones from Debian's fonts-noto-cjk, whose Han letters are one em wide in every version.
"""

import os
from importlib.util import find_spec
from pathlib import Path
from xml.sax.saxutils import escape

from tests.helpers.project import ROOT

VARIABLE = "FONTCONFIG_FILE"
CHINESE = "Noto Sans CJK SC"
#: Package, folder in it, files, family. Segoe UI, Roboto and Arial lie between the two.
SETS = {
    "narrow": ("font_source_sans_pro", "files", "SourceSansPro-*.ttf", "Source Sans Pro"),
    "wide": ("reportlab", "fonts", "Vera*.ttf", "Bitstream Vera Sans"),
}
SYSTEM = ("/usr/share/fonts", "/usr/local/share/fonts", "~/.local/share/fonts", "~/.fonts")
CONFIGURATION = """<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
{folders}
  <cachedir>{cache}</cachedir>
  <selectfont>
    <rejectfont><glob>*.?t?</glob><glob>*.pf?</glob><glob>*.gz</glob></rejectfont>
    <acceptfont>
{files}
    </acceptfont>
  </selectfont>
{generic}
</fontconfig>
"""


def configuration(name: str) -> Path:
    """The fontconfig file of a set, written anew."""
    package, folder, names, family = SETS[name]
    spec = find_spec(package)
    if spec is None or spec.origin is None:
        raise LookupError(f"the package {package} is missing: make setup-test")
    latin = Path(spec.origin).parent / folder
    chinese = [f"*/NotoSansCJK-{weight}.ttc" for weight in ("Regular", "Bold")]
    target = ROOT / f".pytest_cache/fonts/{name}.conf"
    target.parent.mkdir(parents=True, exist_ok=True)
    generic = (
        f'  <alias binding="strong"><family>{one}</family>'
        f"<prefer><family>{family}</family><family>{CHINESE}</family></prefer></alias>"
        for one in ("sans-serif", "serif", "monospace", "system-ui")
    )
    text = CONFIGURATION.format(
        folders="\n".join(f"  <dir>{escape(str(one))}</dir>" for one in (latin, *SYSTEM)),
        cache=escape(str(target.parent / "cache")),
        files="\n".join(
            f"      <glob>{escape(str(one))}</glob>" for one in (latin / names, *chinese)
        ),
        generic="\n".join(generic),
    )
    draft = target.with_suffix(f".{os.getpid()}")
    draft.write_text(text, "utf-8")
    draft.replace(target)  # other workers write the same
    return target


def environment(name: str) -> dict[str, str]:
    """The variable that makes a program see the fonts of a set."""
    return {VARIABLE: str(configuration(name))}
