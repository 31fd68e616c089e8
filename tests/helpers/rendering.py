"""One page as the renderers make it, in the small guide: its registry, our dialect, no theme."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from functools import cache, partial

from guidance.config import read_config, settings_from
from guidance.model import Site
from guidance.pack.index import Entry
from guidance.parse.site import read_page_text, read_site
from guidance.render.context import Edition
from guidance.render.extension import STAND_IN, Rendering
from guidance.render.extension import rendered as render
from guidance.settings import Settings
from markdown import Markdown

from tests.helpers.project import ROOT, SMALL, TODAY


@cache
def _settings() -> Settings:
    real = settings_from(read_config(ROOT / "mkdocs.yml"))
    return replace(real, root=SMALL, docs_dir=SMALL / "docs")


def small_guide(today: date = TODAY) -> Site:
    """The small guide as it is read on a day."""
    return read_site(_settings(), today=today)


def rendered(
    locale: str,
    name: str,
    text: str,
    site: Site,
    *,
    today: date = TODAY,
    pack: Sequence[Entry] = (),
) -> str:
    """The HTML of a page with this text, as the page ``name`` of an edition of ``site``."""
    page = read_page_text(text, f"{name}.md", locale, name, _settings(), site.registry)
    site = replace(site, pages=(*site.pages, page))
    rendering = Rendering()
    rendering.name, rendering.edition = name, Edition(locale, site, today, pack)
    rendering.tree = partial(render, page, rendering.edition) if page.packed else None
    return Markdown(
        extensions=[*_settings().extensions, rendering],
        extension_configs=_settings().extension_configs,
    ).convert(STAND_IN)
