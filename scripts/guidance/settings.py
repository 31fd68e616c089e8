"""What the guide's ``mkdocs.yml`` says, as far as our package needs it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from guidance.model import Finding
from guidance.report import as_text


class SettingsError(Exception):
    """``mkdocs.yml`` cannot be used; the message is one sentence with a cure."""


class InvalidSettingsError(SettingsError):
    """It says what it may not: ``findings``, which are the message too."""

    def __init__(self, findings: list[Finding]) -> None:
        super().__init__(as_text(findings).rstrip())
        self.findings = findings


@dataclass(frozen=True)
class Settings:
    """Paths and the Markdown dialect. ``locales`` begins with the source edition.

    ``menu`` are the pages of ``nav``, ``respond/paid.md``; none when MkDocs makes the menu itself.
    ``not_in_menu`` tells whether a page, ``zh/components.md``, is meant to be in none. ``today``
    decides which facts are old.
    """

    root: Path
    docs_dir: Path
    locales: tuple[str, ...]
    extensions: tuple[Any, ...]
    extension_configs: dict[str, Any]
    site_url: str
    today: date
    menu: tuple[str, ...] = ()
    not_in_menu: Callable[[str], bool] = lambda _: False

    @property
    def facts_dir(self) -> Path:
        """Where the registry's YAML files are."""
        return self.docs_dir / "_facts"
