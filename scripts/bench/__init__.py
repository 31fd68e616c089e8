"""`make bench`: this guide beside plain Material for MkDocs, same text, same phone, same line."""

from pathlib import Path

import yaml

WORDS: dict[str, str] = yaml.safe_load(Path(__file__).with_name("words.yml").read_text("utf-8"))
