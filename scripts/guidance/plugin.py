"""MkDocs events, handed on to the package. Nothing imports this module but MkDocs."""

from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

from jinja2 import ChoiceLoader, DictLoader, Environment
from mkdocs.config import base, config_options
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import BasePlugin, event_priority
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import AnchorLink

from guidance.component import Made, components_of, made_pages
from guidance.components.decision_tree.flow_chart_look import read_look
from guidance.components.decision_tree.pictures import draw_pictures
from guidance.config import settings_from
from guidance.model import Page as Read
from guidance.model import Site
from guidance.pack.index import FOLDER, read_index
from guidance.parse.site import read_site
from guidance.render import search, theme
from guidance.render.context import Edition
from guidance.render.extension import STAND_IN, Rendering, rendered
from guidance.render.late import late_scripts
from guidance.render.provenance import dates_line, oldest_check
from guidance.render.written import Written, WrittenPages
from guidance.strings import words_of

AFTER_I18N = -150
#: The template of a page that was written before.
WRITTEN = "written"


class GuidanceConfig(base.Config):  # type: ignore[no-untyped-call]
    """Editions come from i18n and addresses from MkDocs; the day decides which facts are old.

    What each may be is said in ``allowed.py``.
    """

    today = config_options.Type((str, date), default="")
    corrections = config_options.Type(str, default="")


class GuidancePlugin(BasePlugin[GuidanceConfig]):  # type: ignore[no-untyped-call]
    """Reads each page into the model while Markdown parses it, and renders it from there."""

    supports_multiple_instances = False

    def __init__(self) -> None:
        self.rendering = Rendering()
        #: The guide, where it was read already: by ``guidance build``, or for the first edition.
        self.site: Site | None = None
        #: Per edition, searchable parts of each page by name.
        self.searched: dict[str, dict[str, list[search.Part]]] = {}
        #: Where the print pack lies, while the site is built beside it.
        self.last_site = ""
        #: The page that is being built, if an author wrote it, and those of components, by edition.
        self.page: Read | None = None
        self.made: dict[str, dict[str, tuple[str, Made]]] = {}
        #: Pages that are kept, those used again by file, and where each new one is written.
        self.kept: WrittenPages | None = None
        self.again: dict[str, Written] = {}
        self.new: list[tuple[WrittenPages, Page]] = []
        #: Per component, the script that its pages load when asked.
        self.late: dict[str, str] = {}

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Called once per edition by static-i18n."""
        theme.configure(config)
        extensions: list[Any] = config.markdown_extensions
        if self.rendering not in extensions:
            extensions.append(self.rendering)
        return config

    @event_priority(AFTER_I18N)
    def on_files(self, files: Files, /, *, config: MkDocsConfig) -> Files:
        """Take the whole guide: pages show titles of others, and where a fact is used.

        What was read serves all editions.
        """
        settings = settings_from(config)
        last_site = Path(self.last_site or config.site_dir)
        edition = theme.current(config)
        if self.site is None:
            self.site = read_site(settings)
        site = self.site
        pictures = draw_pictures(
            site,
            edition.locale,
            words_of(site, edition.locale),
            read_look(theme.overrides(config)),
        )
        pack = read_index(last_site / FOLDER, settings)
        self.made = self.made or {
            one.locale: made_pages(Edition(one.locale, site, settings.today))
            for one in theme.editions(config)
        }
        made = self.made[edition.locale]
        self.rendering.edition = Edition(edition.locale, site, settings.today, pack, pictures, made)
        drawn = {picture.path: picture.chart.svg for picture in pictures.values()}
        late = late_scripts(self.rendering.edition, theme.overrides(config))
        self.late = {name: path for name, (path, _) in late.items()}
        said = (theme.said(config), dict(self.config), self.late)
        self.kept = WrittenPages(self.rendering.edition, made, theme.overrides(config), repr(said))
        theme.add_assets(files, config, drawn | dict(late.values()))
        return theme.add_pages(files, config, self.made)

    def on_env(self, env: Environment, *, config: MkDocsConfig, files: Files) -> Environment:
        """Give the templates their words and addresses."""
        env.loader = ChoiceLoader([DictLoader({WRITTEN: ""}), env.loader or DictLoader({})])
        assert self.site is not None  # read in on_files
        env.globals["guide"] = theme.furniture(
            config, self.site, theme.current(config), self.late, self.config.corrections
        )
        return env

    def on_page_markdown(
        self, markdown: str, /, *, page: Page, config: MkDocsConfig, files: Files
    ) -> str:
        """Tell the renderer which page comes next."""
        edition = self.rendering.edition
        assert edition is not None  # known since on_files
        name = _name(page)
        read = self.page = edition.pages.get(name)
        page.update_date = edition.today.isoformat()  # MkDocs would take the machine's day
        self.rendering.name, self.rendering.tree = name, None
        if self.kept and (again := self.kept.recall(name)):
            self.again[page.file.src_uri] = again
            page.meta["template"] = WRITTEN
            return ""
        if name in edition.made:
            room, made = self.made[edition.locale][name]
            self.rendering.tree = made.render
            page.meta.update(
                title=made.title,
                heading=made.heading,
                description=made.description,
                dates=made.dates,
                components=[room],
                hide=["navigation", "search"],
            )
        elif read and read.packed:
            self.rendering.tree = partial(rendered, read, edition)
            if read.title:  # else its front matter cannot be read
                page.meta["description"] = read.description
        return STAND_IN if self.rendering.tree else markdown

    def on_page_content(
        self, html: str, /, *, page: Page, config: MkDocsConfig, files: Files
    ) -> None:
        """Give the template the dates that paper says; shorten the table of contents.

        And read what the search will know of the page.
        """
        read, edition = self.page, self.rendering.edition
        again = self.again.get(page.file.src_uri)
        if again:
            page.present_anchor_ids = again.anchors  # MkDocs asks where others lead
        if read is not None and edition is not None:
            parts = again.parts if again else self.rendering.parts
            self.searched.setdefault(edition.locale, {})[read.name] = parts
            checked = oldest_check(read, edition.site.registry)
            page.meta["dates"] = dates_line(edition.words, checked, edition.today)
            page.meta["components"] = components_of(read)
            sections = {heading.id for heading in read.headings if heading.level == 2}
            page.toc.items = _only(page.toc.items, sections)

    def on_post_page(self, output: str, /, *, page: Page, config: MkDocsConfig) -> str | None:
        """Let go of what is written now: a large guide has thousands of pages.

        Of a page that was written before, the output is that.
        """
        page.content = None  # but not its Markdown, without which it has no title
        again = self.again.pop(page.file.src_uri, None)
        if again is None and self.kept:
            self.new.append((self.kept, page))
        return again.html if again else None

    def on_post_template(
        self, output_content: str, /, *, template_name: str, config: MkDocsConfig
    ) -> str:
        """Write a template where the theme wants it."""
        output, others = theme.finish_template(output_content, template_name, config)
        for path, text in others.items():
            target = Path(config.site_dir, path)
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(text, encoding="utf-8")
        return output

    def keep_pages(self) -> None:
        """Keep the pages that are new. Not before all are built: one may have been refused."""
        for pages, page in self.new:
            html = Path(page.file.abs_dest_path).read_text("utf-8")
            parts = self.searched[pages.edition.locale].get(_name(page), [])
            pages.keep(_name(page), html, page.present_anchor_ids or set(), parts)

    @event_priority(AFTER_I18N)
    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Give each edition its own search index."""
        site, folder = self.site, Path(config.site_dir, "search")
        folder.mkdir(parents=True, exist_ok=True)
        for locale, found in self.searched.items():
            assert site is not None  # pages were read from it
            for name, text in search.files(site, locale, found):
                (folder / name).write_text(text, "utf-8")


def _name(page: Page) -> str:
    return page.file.src_uri.partition("/")[2].removesuffix(".md")


def _only(items: list[AnchorLink], sections: set[str]) -> list[AnchorLink]:
    kept = [item for item in items if item.id in sections]
    for item in kept:
        item.children = _only(item.children, sections)
    return kept
