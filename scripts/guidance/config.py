"""``mkdocs.yml`` as MkDocs reads it, and our view of that."""

import io
import logging
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort, ConfigurationError

from guidance import allowed
from guidance.parse.text import UnreadableError, read_text
from guidance.settings import InvalidSettingsError, Settings, SettingsError


class _Errors(logging.Handler):
    """Keeps what MkDocs logs about a configuration, so that it can be said in one sentence."""

    def __init__(self, level: int) -> None:
        super().__init__(level)
        self.messages: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.messages.append(" ".join(record.getMessage().split()))


def read_config(config_file: str | Path, **overrides: Any) -> MkDocsConfig:
    """MkDocs' validated configuration, of a file that says nothing but what this guide may use.

    Raises InvalidSettingsError where MkDocs would run what the file asks for, and SettingsError
    where it would log several lines or a traceback.
    """
    try:
        text = read_text(Path(config_file))
    except UnreadableError as error:
        raise SettingsError(f"{config_file} cannot be used: {error}: {error.mend}") from error
    if found := allowed.faults(text, str(config_file)):
        raise InvalidSettingsError(found)
    log = logging.getLogger("mkdocs.config")
    level = logging.WARNING if overrides.get("strict") else logging.ERROR
    errors, propagate = _Errors(level), log.propagate
    log.addHandler(errors)
    log.propagate = False
    try:
        # What was read, not the file: it could be another one by now.
        path = str(Path(config_file).absolute())
        return load_config(io.BytesIO(text.encode()), config_file_path=path, **overrides)
    except (ConfigurationError, Abort) as error:
        reason = "; ".join(errors.messages) or " ".join(str(error).split())
        raise SettingsError(f"{config_file} cannot be used: {reason}") from error
    finally:
        log.removeHandler(errors)
        log.propagate = propagate


def settings_from(config: MkDocsConfig) -> Settings:
    """Our view of a MkDocs configuration. Raises SettingsError when no edition is configured."""
    i18n = config.plugins.get("i18n")
    languages = list(i18n.config.languages) if i18n is not None else []
    if not languages:
        raise SettingsError("mkdocs.yml configures no edition: add plugins: i18n: languages:")
    ordered = sorted(languages, key=lambda language: not language.default)
    return Settings(
        root=Path(config.config_file_path or ".").resolve().parent,
        docs_dir=Path(config.docs_dir),
        locales=tuple(language.locale for language in ordered),
        # Ours, which a build adds, are no names: they would render what is only to be read.
        extensions=tuple(one for one in config.markdown_extensions if isinstance(one, str)),
        extension_configs=dict(config.mdx_configs),
        site_url=config.site_url or "",
        today=_today(config),
        menu=tuple(_pages_of(config.nav)),
        not_in_menu=config.not_in_nav.match_file if config.not_in_nav else lambda _: False,
    )


def _today(config: MkDocsConfig) -> date:
    """The day that the settings name, else the machine's."""
    plugin: Any = config.plugins.get("guidance")
    said = plugin.config.today if plugin is not None else ""
    return date.fromisoformat(str(said)) if said else date.today()


def _pages_of(nav: Any) -> Iterator[str]:
    """Every page of a menu, of which MkDocs allows lists in mappings in lists."""
    if isinstance(nav, str):
        yield nav
    for inner in nav.values() if isinstance(nav, dict) else nav if isinstance(nav, list) else ():
        yield from _pages_of(inner)
