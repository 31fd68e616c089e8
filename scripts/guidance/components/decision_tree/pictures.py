"""Flow charts in the site: a file for each tree; a fold below the tree shows it.

The picture is no part of the page: it comes when a reader opens the fold, so that nobody waits for
it. Tapped, it opens by itself, can be enlarged, and each of its boxes leads back into the page. On
paper the numbered steps stand for it; the picture's own address prints the picture.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial

from guidance.components.decision_tree.flow_chart import FlowChart, flow_chart
from guidance.components.decision_tree.flow_chart_look import Look
from guidance.kept import digest, kept
from guidance.model import HOME, Page, Place, Site, Step, Tree
from guidance.render.addresses import of_place, top

FOLDER = "assets/trees"


@dataclass(frozen=True)
class Picture:
    """A flow chart and its path in the site."""

    path: str
    chart: FlowChart


def draw_pictures(
    site: Site, locale: str, words: Mapping[str, str], look: Look
) -> dict[str, Picture]:
    """The pictures of an edition by the ids of their trees.

    A tree with one question is a list already, and one with a dead answer cannot be drawn. Home has
    none: it holds the stop card, the triage and nothing else.
    """
    pages = site.edition(locale)
    titles = {name: page.title for name, page in pages.items()}
    around = digest(repr((sorted(titles.items()), sorted(words.items()), look, site.locales)))
    pictures = {}
    for page in pages.values():
        for tree in filter(_is_drawn, page.trees if page.name != HOME else ()):
            path = f"{FOLDER}/{locale}/{tree.id}.svg"
            link = partial(_link, path, page, site)
            draw = partial(flow_chart, tree, words=words, titles=titles, look=look, link=link)
            chart = kept(f"{around} {page.digest} {tree.id}", draw) if page.digest else draw()
            pictures[tree.id] = Picture(path, chart)
    return pictures


def _is_drawn(tree: Tree) -> bool:
    return sum(node.is_question for node in tree.nodes) > 1 and not tree.dead_answers


def _link(path: str, page: Page, site: Site, target: Step | Place) -> str:
    place = target if isinstance(target, Place) else Place(page.name, target.id)
    return top(path) + of_place(place, page.locale, site)
