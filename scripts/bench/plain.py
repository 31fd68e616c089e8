"""The same pages as plain Material: our built text as ordinary Markdown, nothing else of ours."""

from html.parser import HTMLParser
from pathlib import Path

import yaml

#: What is no text of the page: interface words that scripts use.
SKIPPED = {"template", "svg", "script", "style", "button"}
VOID = {"br", "hr", "img", "input", "meta", "link"}
BLOCKS = {"p", "li", "dt", "dd", "tr", "blockquote", "summary"}


class _Markdown(HTMLParser):
    """Headings, paragraphs, lists and links of one article."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.blocks: list[str] = []
        self.line = ""
        self.before = ""
        self.links: list[str] = []
        self.title = ""
        self.skipping = 0
        self.inside = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        if tag == "article":
            self.inside = True
        if not self.inside or tag in VOID:
            return
        if tag in SKIPPED or self.skipping:
            self.skipping += 1
        elif tag in ("h1", "h2", "h3", "h4"):
            self._end()
            self.before = "#" * int(tag[1]) + " "
            self.links.append(values.get("id", ""))
        elif tag in BLOCKS:
            self._end()
            self.before = "- " if tag == "li" else "> " if tag == "blockquote" else self.before
        elif tag == "a":
            self.links.append(values.get("href", ""))
            self.line += "["
        elif tag in ("strong", "b"):
            self.line += "**"

    def handle_endtag(self, tag: str) -> None:
        if not self.inside:
            return
        if self.skipping:
            self.skipping -= tag not in VOID
        elif tag == "article":
            self._end()
            self.inside = False
        elif tag in ("h1", "h2", "h3", "h4"):
            identifier = self.links.pop()
            if tag == "h1":
                self.title, self.line, self.before = self.line.strip(), "", ""
            elif identifier:
                self.line = f"{self.line.strip()} {{ #{identifier} }}"
            self._end()
        elif tag in BLOCKS:
            self._end()
        elif tag == "a":
            self.line += f"]({_as_source(self.links.pop())})"
        elif tag in ("strong", "b"):
            self.line = self.line.rstrip() + "** "

    def handle_data(self, data: str) -> None:
        if self.inside and not self.skipping:
            self.line += " ".join(data.split()) if data.strip() else " "

    def _end(self) -> None:
        text = self.line.strip()
        if text:
            self.blocks.append(self.before + text)
        self.line, self.before = "", ""


def _as_source(href: str) -> str:
    """``../verify/#trust`` is ``verify.md#trust`` to MkDocs; where it leads does not weigh here."""
    return href if href.startswith(("tel:", "http", "#")) else "#"


def write(project: Path, ours: Path, folder: Path) -> None:
    """Our text as a project of plain Material: pages, settings, menu."""
    config = yaml.load((project / "mkdocs.yml").read_text("utf-8"), Loose)
    i18n = next(plugin["i18n"] for plugin in config["plugins"] if "i18n" in plugin)
    for language in i18n["languages"]:
        edition = ours if language.get("default") else ours / language["locale"]
        others = {one["locale"] for one in i18n["languages"]} - {language["locale"]}
        for page in edition.rglob("index.html"):
            path = page.parent.relative_to(edition)
            if path.parts and path.parts[0] in others:
                continue
            name = path.with_suffix(".md") if path.parts else Path("index.md")
            _write_page(page, folder / "docs" / language["locale"] / name)
    plain = {
        "site_name": config["site_name"],
        "theme": {"name": "material", "language": config["theme"]["language"], "font": False},
        "markdown_extensions": ["attr_list", "admonition", "pymdownx.details", "tables"],
        "plugins": ["search", {"i18n": {**i18n, "reconfigure_search": True}}],
        "nav": config["nav"],
    }
    (folder / "mkdocs.yml").write_text(yaml.safe_dump(plain, allow_unicode=True), "utf-8")


def _write_page(built: Path, target: Path) -> None:
    reader = _Markdown()
    reader.feed(built.read_text("utf-8"))
    target.parent.mkdir(parents=True, exist_ok=True)
    body = "\n\n".join(reader.blocks)
    target.write_text(f"# {reader.title}\n\n{body}\n", "utf-8")


class Loose(yaml.SafeLoader):
    """Reads mkdocs.yml with the tags that only MkDocs understands left empty."""


def _ignore(loader: yaml.SafeLoader, suffix: str, node: yaml.Node) -> None:
    return None


Loose.add_multi_constructor("", _ignore)
