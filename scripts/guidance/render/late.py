"""What scripts of components import when a reader asks for it, a file an edition."""

import json
from pathlib import Path

import rjsmin

from guidance.component import components
from guidance.render.context import Edition
from guidance.render.theme import named

#: Apart from the scripts of pages, which first_view.py joins.
FOLDER = "assets/late"


def late_scripts(edition: Edition, overrides: Path) -> dict[str, tuple[str, str]]:
    """By component, path and text of its late script: what it knows, what it shares, its own."""
    found = {}
    for name, component in components().items():
        if component.late:
            own = f"components/{name}/late.js"
            files = [overrides / path for path in (*component.late_scripts, own)]
            script = rjsmin.jsmin("\n".join(file.read_text("utf-8") for file in files))
            known = json.dumps(component.late(edition, overrides), ensure_ascii=False)
            text = f"const known={known};{script}"
            found[name] = named(f"{FOLDER}/{name}-{edition.locale}.js", text), text
    return found
