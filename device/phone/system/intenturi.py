"""Intents as URIs, read: `intent:...#Intent;...;end` and `android-app://PACKAGE`."""

from dataclasses import dataclass
from urllib.parse import unquote

from device.phone.system.intent import VIEW, Extra, Intent

_MAIN = "android.intent.action.MAIN"
_PARTS = "#Intent;"
_INTENT, _APP = "intent:", "android-app:"
_WHOLE = frozenset("bils")
_BROKEN = frozenset("df")


class IntentUriFault(ValueError):
    """A URI that is to be an intent and is none; the message says why, as Android does."""


@dataclass(frozen=True, slots=True)
class IntentUri:
    """What such a URI says."""

    intent: Intent
    flags: int = 0


def read_intent_uri(uri: str) -> IntentUri:
    """The intent that a URI stands for; any other URI is one to look at. Raises IntentUriFault."""
    app = uri.startswith(_APP)
    where, mark, words = uri.rpartition(_PARTS)
    if not app and not (mark and uri.startswith(_INTENT)):
        return IntentUri(Intent(VIEW, uri))
    told, categories, extras = _read_words(uri, words) if mark else ({}, (), {})
    where = where if mark else uri
    package, data = _app_address(where) if app else (told.get("package", ""), where.removeprefix(_INTENT))
    if "scheme" in told and not app:
        data = f"{told['scheme']}:{data}"
    action = told.get("action", VIEW if data or not app else _MAIN)
    component = told.get("component", "")
    intent = Intent(
        action, data, told.get("type", ""), package, component if "/" in component else "", categories, extras
    )
    return IntentUri(intent, _number(told.get("launchFlags", "0"), 0))


def _read_words(uri: str, words: str) -> tuple[dict[str, str], tuple[str, ...], dict[str, Extra]]:
    """What stands behind #Intent; by name, the categories, and the extras."""
    told: dict[str, str] = {}
    categories: list[str] = []
    extras: dict[str, Extra] = {}
    at = len(uri) - len(words)
    *parts, end = words.split(";") if not words.startswith("end") else ["end"]
    if "end" in parts:
        parts, end = parts[: parts.index("end")], "end"
    for part in parts:
        name, _, value = part.partition("=")
        if part == "SEL":
            break  # for whom it may look in place of itself: nobody here has such
        if name == "category":
            categories.append(unquote(value))
        elif name[1:2] == "." and name[0] in "SBbcdfils":
            extras[unquote(name[2:])] = _extra(name[0], unquote(value))
        elif name in ("action", "type", "identifier", "launchFlags", "package", "component", "scheme"):
            told[name] = unquote(value)
        elif name != "sourceBounds":
            raise IntentUriFault(f"unknown EXTRA type at index {at}: {uri}")
        at += len(part) + 1
    if not end.startswith("end"):
        raise IntentUriFault(f"illegal Intent URI format at index {at}: {uri}")
    return told, tuple(categories), extras


def _app_address(where: str) -> tuple[str, str]:
    """Package and data of android-app://package[/scheme[/host/path]]."""
    package, _, rest = where.removeprefix(_APP).removeprefix("//").partition("/")
    scheme, _, place = rest.partition("/")
    if not scheme:
        return package, ""
    return package, f"{scheme}://{place}" if place else f"{scheme}:"


def _extra(letter: str, text: str) -> Extra:
    if letter in _WHOLE:
        return _number(text, 10)
    if letter in _BROKEN:
        try:
            return float(text)
        except ValueError:
            raise IntentUriFault(f'For input string: "{text}"') from None
    return text.lower() == "true" if letter == "B" else text


def _number(text: str, base: int) -> int:
    try:
        return int(text, base)
    except ValueError:
        raise IntentUriFault(f'For input string: "{text}"') from None
