"""What is a guide's own in the generator: ``docs/_guide``.

Without ``guide.yml`` the frame leads nowhere but Home, and says what holds for any guide.
"""

import re
import unicodedata
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, field_validator


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


class Characters(BaseModel):
    """What the guide is written with beside the languages that the generator knows.

    ``signs`` one by one, with spaces between them as one likes; ``han`` is the codec of a national
    standard, whose Han are meant.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)
    signs: str = ""
    han: Literal["big5", "big5hkscs", "gb2312", "gb18030", "shift_jis", "euc_kr"] | None = None

    @field_validator("signs")
    @classmethod
    def _no_digits(cls, signs: str) -> str:
        if wrong := next((one for one in signs if unicodedata.numeric(one, None) is not None), ""):
            raise ValueError(
                f"{wrong} is a number, and one to call could hide; write numbers 0 to 9"
            )
        return signs


class Subject(BaseModel):
    """``guide.yml``: where the frame leads, and the names that this guide watches over.

    ``words`` replace the generator's interface words, by locale and key; a language that it does
    not speak has all of them here.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)
    frame: Frame = Frame()
    characters: Characters = Characters()
    words: dict[str, dict[str, str]] = {}
    #: How the names of pages begin with which a reader acts: they are near Home.
    to_act: list[str] = []
    #: What a fraudster writes for a name in Han, as a regular expression, and the name.
    look_like: dict[str, str] = {}
    #: Names that a dictionary of Chinese would cut in two.
    whole: list[str] = []

    @field_validator("look_like")
    @classmethod
    def _patterns(cls, look_like: dict[str, str]) -> dict[str, str]:
        for pattern in look_like:
            try:
                re.compile(pattern)
            except re.error as error:
                raise ValueError(
                    f"{pattern!r} is no regular expression: {error}; correct it, or leave it out"
                ) from error
        return look_like


class Saying(BaseModel):
    """How a claim is said in one language, and what makes it another claim."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    says: list[str] = Field(min_length=1)
    but: list[str] = []


class FalseClaim(BaseModel):
    """What the guide must never say: in plain English, and by locale how it is said."""

    model_config = ConfigDict(extra="allow", frozen=True)
    __pydantic_extra__: dict[str, Saying]
    claim: str = Field(min_length=1)


class FalseClaims(BaseModel):
    """``docs/_guide/false-claims.yml``, which says what each part means."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    denied: dict[str, list[str]] = {}
    refuted: dict[str, list[str]] = {}
    words: dict[str, dict[str, str]] = {}
    claims: dict[str, FalseClaim] = {}
