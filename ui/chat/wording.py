"""The page's words in the languages it has, from the one table that the browser reads too."""

import json
from collections.abc import Callable, Mapping
from functools import cache
from typing import Protocol

from agent.language.speech import in_chinese, speaker
from ui.chat.asset import FOLDER
from ui.chat.press import pressed

LANGUAGES = ("en", "zh")


class Asks(Protocol):
    """A request, Starlette's or Gradio's."""

    @property
    def headers(self) -> Mapping[str, str]:
        """Its headers, by name in small letters."""
        ...

    @property
    def query_params(self) -> Mapping[str, str]:
        """What its address asks for."""
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


def said(key: str, *values: str, asks: Asks) -> str:
    """The words for a key in the language of who asks, with {0}, {1} ... filled in."""
    return table()[key][_in_chinese(asks)].format(*values)


def speaker_of(asks: Asks) -> Callable[[str], str]:
    """What puts a sentence of ours into the language of who asks, and into words for the page."""
    return _on_page(in_chinese if _in_chinese(asks) else str, asks)


def teller_of(asks: Asks) -> Callable[[str], Callable[[str], str]]:
    """The same for what is told of a task, by its goal: its language is understood, too."""
    return lambda goal: _on_page(in_chinese if _in_chinese(asks) else speaker(goal), asks)


def _on_page(speak: Callable[[str], str], asks: Asks) -> Callable[[str], str]:
    return lambda text: pressed(speak(text), chinese=_in_chinese(asks))


def _in_chinese(asks: Asks) -> bool:
    """As words.js has it, which says so where a browser need not: on the page's line."""
    if told := asks.query_params.get("language"):
        return told == "zh"
    languages = [part.strip().lower() for part in asks.headers.get("accept-language", "").split(",")]
    return any(each.startswith("zh") for each in languages) and not languages[0].startswith("en")
