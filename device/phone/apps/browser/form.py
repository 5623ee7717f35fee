"""What a form or a script sends by POST, as it is kept for a tester beside the site's pages."""

import base64
import binascii
import json
from contextlib import suppress
from urllib.parse import urlsplit

from device.phone.apps.browser.net import WEB
from device.phone.file.entry import NoSpace
from device.phone.system.context import Context

POSTS = ".posts"
Part = str | dict[str, str | int]
"""What was typed; or a file: its name, type, size in bytes, and what is in it as text or else as base64."""
Pairs = tuple[tuple[str, Part], ...]
_MOST_CHARS = 100_000
"""Of a text that a script sends."""


def pairs_of(told: object) -> Pairs:
    """Name and value of all that is sent, as the page tells it; what is wrong is left out."""
    found: list[tuple[str, Part]] = []
    for one in told if isinstance(told, list) else ():
        if isinstance(one, list) and len(one) == 2:
            name, value = one
            found.append((str(name), _file(value) if isinstance(value, dict) else str(value)))
    return tuple(found)


def _file(told: dict[str, object]) -> Part:
    try:
        data = base64.b64decode(str(told.get("base64", "")))
    except (binascii.Error, ValueError):
        data = b""
    held: dict[str, str | int] = {
        "name": str(told.get("name", "")),
        "type": str(told.get("type", "")),
        "size": len(data),
    }
    try:
        held["text"] = data.decode()
    except UnicodeDecodeError:
        held["base64"] = base64.b64encode(data).decode()
    return held


def note_post(context: Context, url: str, pairs: Pairs) -> None:
    """Something was sent: one more line of JSON in the site's folder."""
    parts = urlsplit(url)
    folder = f"{WEB}/{(parts.hostname or '').lower()}"
    if parts.scheme in ("http", "https") and context.files.is_dir(folder):
        kept = [[name, value[:_MOST_CHARS] if isinstance(value, str) else value] for name, value in pairs]
        line = json.dumps({"path": parts.path or "/", "form": kept}, ensure_ascii=False)
        with suppress(NoSpace):  # the site answers all the same, with nothing kept of what it got
            context.files.append(f"{folder}/{POSTS}", f"{line}\n".encode())
