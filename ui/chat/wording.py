"""The page's words in the languages it has, from the one table that the browser reads too."""

import json
from collections.abc import Callable, Mapping
from functools import cache
from typing import Protocol

from agent.policy.speech import in_chinese
from ui.chat.asset import FOLDER

LANGUAGES = ("en", "zh")


class Asks(Protocol):
    """A request, Starlette's or Gradio's."""

    @property
    def headers(self) -> Mapping[str, str]:
        """Its headers, by name in small letters."""
        ...


@cache
def table() -> dict[str, tuple[str, str]]:
    """Words by key: English, Chinese."""
    read = json.loads((FOLDER / "words.json").read_text("utf-8"))
    return {key: (english, chinese) for key, (english, chinese) in read.items()}


def translations() -> dict[str, dict[str, str]]:
    """By language, then by key: as Gradio wants them."""
    return {
        name: {key: words[column] for key, words in table().items()} for column, name in enumerate(LANGUAGES)
    }


def said(key: str, asks: Asks, *values: str) -> str:
    """The words for a key in the language of who asks, with {0}, {1} ... filled in."""
    return table()[key][_in_chinese(asks)].format(*values)


def speaker_of(asks: Asks) -> Callable[[str], str]:
    """What puts a sentence of ours into the language of who asks."""
    return in_chinese if _in_chinese(asks) else str


def _in_chinese(asks: Asks) -> bool:
    """As words.js has it."""
    languages = [part.strip().lower() for part in asks.headers.get("accept-language", "").split(",")]
    return any(each.startswith("zh") for each in languages) and not languages[0].startswith("en")
