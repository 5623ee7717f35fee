"""What people call the symbols of the phone, in English and Chinese."""

import tomllib
from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files

from device.phone.toolkit.icon import names


@cache
def called() -> Mapping[str, Mapping[str, Sequence[str]]]:
    """Symbol to what it is called in each language: by people, or else, in English, by its own name."""
    path = files("grounding.training") / "icon.toml"
    read: dict[str, list[list[str]]] = tomllib.loads(path.read_text(encoding="utf-8"))
    own = {name: {"en": [name.replace("_", " ")]} for name in sorted(names())}
    return own | {name: {"en": english, "zh": chinese} for name, (english, chinese) in read.items()}
