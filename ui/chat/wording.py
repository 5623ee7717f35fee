"""The page's words in the languages it has, from the one table that the browser reads too."""

import json
from functools import cache

from ui.chat.asset import FOLDER

LANGUAGES = ("en", "zh")


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
