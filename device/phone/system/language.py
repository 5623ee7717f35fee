"""The phone's language: interface texts are written in English and looked up in the language that is set.

Each app keeps its own table beside its code (`zh.toml`: English text = Chinese text); `device/phone/zh.toml`
holds what belongs to the system and to the widgets. A text is looked for in the app's own table, then in the
system's, then in all others (an app's name is shown by the launcher, too); one that is nowhere stays English,
as in a real app that was not translated.
"""

import re
import tomllib
from collections.abc import Mapping
from functools import cache, lru_cache
from pathlib import Path

from device.error import ConfigError

ENGLISH = "en"
LOCALES = {"en-US": "English (United States)", "zh-Hans-CN": "简体中文（中国）"}
"""What the settings offer, each by its own name."""
_ROOT = Path(__file__).parents[1]
_TAG = re.compile(r"[a-z]{2}(-[a-z]{4})?(-([a-z]{2}|\d{3}))?", re.IGNORECASE)
"""Language, script, region, as BCP 47 has them."""


def first_of(locales: str) -> str:
    """The first of a comma-separated list of locales."""
    return locales.split(",", 1)[0].strip().replace("_", "-") or "en-US"


@cache
def language_of(locales: str) -> str:
    """The language of the first of a comma-separated list of locales: "zh" of "zh-Hans-CN,en-US"."""
    return first_of(locales).split("-", 1)[0].lower()


def canonical(locale: str) -> str:
    """A locale as the settings write it: "zh", "zh_CN" and "zh-CN" are "zh-Hans-CN"; others as they are."""
    tag = locale.strip().replace("_", "-")
    return next((known for known in LOCALES if known == tag), None) or {
        "en": "en-US",
        "zh": "zh-Hans-CN",
        "zh-cn": "zh-Hans-CN",
        "zh-hans": "zh-Hans-CN",
    }.get(tag.lower(), tag)


def checked_locale(locale: str) -> str:
    """The locale a person asked for, as the settings write it; "" stays "".

    Raises ConfigError, naming the languages there are, for one the phone does not speak.
    """
    if not locale:
        return ""
    tag = canonical(locale)
    if not _TAG.fullmatch(tag) or language_of(tag) not in {language_of(known) for known in LOCALES}:
        there = ", ".join(f"{known} ({name})" for known, name in LOCALES.items())
        raise ConfigError(f"the phone inside does not speak {locale!r}", f"There are: {there}")
    return tag


@cache
def table(language: str, folder: Path) -> Mapping[str, str]:
    """The texts of one folder in a language; empty when it has none."""
    path = folder / f"{language}.toml"
    if not path.is_file():
        return {}
    with path.open("rb") as file:
        return {str(english): str(text) for english, text in tomllib.load(file).items()}


@cache
def _all(language: str) -> Mapping[str, str]:
    """The system's texts, and below them those of every app."""
    found: dict[str, str] = {}
    for path in sorted(_ROOT.glob(f"apps/*/{language}.toml")):
        found.update(table(language, path.parent))
    return {**found, **table(language, _ROOT)}


@cache
def folder_of(module: str) -> Path:
    """The folder an app's module lies in: "device.phone.apps.clock.clock" -> .../apps/clock."""
    return _ROOT.joinpath(*module.split(".")[2:-1])


@lru_cache(maxsize=16384)
def translated(text: str, language: str, module: str = "") -> str:
    """`text` in a language, `module` being that of the app that shows it; itself when nothing is known."""
    if module:
        own = table(language, folder_of(module)).get(text)
        if own is not None:
            return own
    return _all(language).get(text, text)
