"""What is a guide's own in the generator's frame: ``docs/_guide/guide.yml``.

Without that file the frame leads nowhere but Home, and says what holds for any guide.
"""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict


class Frame(BaseModel):
    """Places that every page leads to, as ``page#heading``; none where it is empty.

    ``danger`` is for whom the harm is done: the header and a lost address lead there. ``distress``
    is the page on which nobody is asked whether it was.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)
    about: str = ""
    contacts: str = ""
    danger: str = ""
    distress: str = ""
    pages: str = ""
    sheets: str = ""


class Own(BaseModel):
    """``words`` replace interface words, by locale and key."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    frame: Frame = Frame()
    words: dict[str, dict[str, str]] = {}
    #: Names that a fraudster would imitate in Latin letters.
    imitated: list[str] = []
    #: What is written for a name in Han, as a regular expression, and the name.
    look_like: dict[str, str] = {}
    #: Names that a dictionary of Chinese would cut in two.
    whole: list[str] = []
