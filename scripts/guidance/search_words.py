"""What readers of an edition type, and what they mean: data that contributors edit.

``docs/_search/<locale>.yml``. A name for what one page is about stands in its ``search_tags``
instead.
"""

from pydantic import BaseModel, ConfigDict, Field


class Same(BaseModel):
    """Other words for what the pages say, and why readers use them."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    means: str = Field(min_length=1)
    said: list[str] = Field(min_length=1)
    why: str = Field(min_length=1)


class SearchWords(BaseModel):
    """Nothing is left out or replaced in an edition that has no file."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    #: The page that comes first, whatever else is typed, where one of ``crisis`` is.
    help: str = ""
    crisis: list[str] = []
    #: Words of a question that say nothing about its page.
    idle: str = ""
    #: Words of the guide's subject, which tell little beside any other.
    common: str = ""
    #: Characters that readers say in another way than pypinyin's dictionary.
    spoken: dict[str, str] = {}
    same: list[Same] = []
    #: What happened to those whom a page answers, as they would say it: by the page's name.
    asked: dict[str, list[str]] = {}
