"""Small helpers for building the element tree."""

from xml.etree.ElementTree import Element, SubElement


def add(parent: Element, tag: str, text: str = "", **attributes: str) -> Element:
    """A new last child. ``class_`` stands for class, ``data_x`` for data-x."""
    names = {name.rstrip("_").replace("_", "-"): value for name, value in attributes.items()}
    child = SubElement(parent, tag, names)
    child.text = text or None
    return child


def unwrap(parent: Element, element: Element) -> None:
    """Take an element out and leave its words and children where it stood."""
    index = list(parent).index(element)
    children = list(element)
    parent.remove(element)
    for offset, child in enumerate(children):
        parent.insert(index + offset, child)
    add_words(parent, index, element.text)
    add_words(parent, index + len(children), element.tail)


def add_words(parent: Element, index: int, words: str | None) -> None:
    """Put words behind the first ``index`` children."""
    if index:
        parent[index - 1].tail = f"{parent[index - 1].tail or ''}{words or ''}"
    else:
        parent.text = f"{parent.text or ''}{words or ''}"


def is_heading(element: Element) -> bool:
    """Whether the element is h1 to h6."""
    tag = element.tag
    return isinstance(tag, str) and len(tag) == 2 and tag[0] == "h" and tag[1] in "123456"


def wrap(parent: Element, elements: list[Element], tag: str, **attributes: str) -> Element:
    """Move neighbouring children into a new element that stands where the first stood."""
    names = {name.rstrip("_").replace("_", "-"): value for name, value in attributes.items()}
    box = Element(tag, names)
    box.text = box.tail = "\n"
    parent.insert(list(parent).index(elements[0]), box)
    for element in elements:
        parent.remove(element)
        box.append(element)
    return box
