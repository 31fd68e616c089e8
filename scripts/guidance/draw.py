"""One tree's flow chart for its author: ``guidance tree PAGE#ID``."""

from collections.abc import Iterable

from guidance.check._source import nearest
from guidance.components.decision_tree.flow_chart import flow_chart
from guidance.components.decision_tree.flow_chart_look import read_look
from guidance.config import read_config, settings_from
from guidance.model import Site, Tree
from guidance.parse.site import read_site
from guidance.render import theme
from guidance.settings import SettingsError
from guidance.strings import words_of


def draw(config_file: str, wanted: str) -> str:
    """The SVG of ``respond/verify#trust`` in the source edition, or of ``en/respond/verify#trust``.

    Raises SettingsError in one sentence when there is no such tree, or when it cannot be drawn.
    """
    config = read_config(config_file)
    site = read_site(settings_from(config))
    locale, tree = find_tree(site, wanted)
    if not tree.nodes or tree.dead_answers:
        raise SettingsError(f"{wanted} has answers that lead nowhere: run guidance check")
    titles = {name: page.title for name, page in site.edition(locale).items()}
    look = read_look(theme.overrides(config))
    return flow_chart(tree, words=words_of(site, locale), titles=titles, look=look).svg


def find_tree(site: Site, wanted: str) -> tuple[str, Tree]:
    """The locale and the tree that ``[LOCALE/]PAGE#ID`` names. Raises SettingsError."""
    name, sign, identifier = wanted.partition("#")
    if not sign or not name or not identifier:
        raise SettingsError(f"{wanted!r} names no tree: write it like respond/verify#trust")
    first, _, rest = name.removeprefix("docs/").removesuffix(".md").partition("/")
    locale, name = (first, rest) if first in site.locales else (site.source, _joined(first, rest))
    pages = site.edition(locale)
    if name not in pages:
        raise SettingsError(f"there is no page {name!r}: {_advice(name, pages)}")
    trees = {tree.id: tree for tree in pages[name].trees}
    if identifier not in trees:
        raise SettingsError(f"{name} has no tree {identifier!r}: {_advice(identifier, trees)}")
    return locale, trees[identifier]


def _joined(first: str, rest: str) -> str:
    return f"{first}/{rest}" if rest else first


def _advice(wrong: str, known: Iterable[str]) -> str:
    names = sorted(known)
    few = f"there is {' and '.join(names)}" if names else "there is none"
    return nearest(wrong, names, few if len(names) < 4 else "write its path, like respond/verify")
