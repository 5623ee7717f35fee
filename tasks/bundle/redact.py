"""Takes out of a run what is nobody's business: keys, paths and names of this machine, serials of phones."""

import re
import socket
from collections.abc import Iterable, Sequence
from ipaddress import ip_address
from pathlib import Path
from urllib.parse import urlsplit

from pydantic import JsonValue

from agent.memory.secret import KEY
from tasks.ledger.record import Outcome

_URL = re.compile(r"\b(?:https?|wss?|postgres(?:ql)?)://[^\s'\"<>]+")
_LOCAL = ("device", "adb_host", "adb_port", "adb_servers", "android_sdk", "api_key", "out", "runs", "memory")
"""Settings that say where things lie on this machine."""
_MACHINE_MADE = ("reason", "error", "reset")
"""Fields in which nobody but a program writes; only there may the machine's name be told by its look."""
EMBEDDED = "embedded"


class Redactor:
    """Replaces the same words by the same words everywhere."""

    def __init__(self, folder: Path, outcomes: Iterable[Outcome]) -> None:
        """`folder` is the run's; the outcomes name phones and workers."""
        rows = list(outcomes)
        self._phones = _numbered("phone", (row.device for row in rows if row.device != EMBEDDED))
        self._workers = _numbered("worker", (row.worker for row in rows))
        whole = folder.absolute()
        places = {
            str(whole): "RUN",
            str(whole.parent): "RUNS",
            str(Path.cwd()): "HERE",
            str(Path.home()): "~",
        }
        self._places = [
            (re.compile(rf"(?<![\w/]){re.escape(place)}(?![\w-])"), told)
            for place, told in sorted(places.items(), key=lambda pair: -len(pair[0]))
            if len(place) > 1
        ]
        host = socket.gethostname()
        self._host = re.compile(rf"\b{re.escape(host)}\b") if host else None

    def value(self, value: JsonValue, name: str = "") -> JsonValue:
        """The same, redacted all through; `name` is the field it stands in."""
        match value:
            case str():
                return self._text(value, name)
            case list():
                return [self.value(each, name) for each in value]
            case dict():
                return {key: self._field(key, each) for key, each in value.items()}
            case _:
                return value

    def manifest(self, manifest: dict[str, JsonValue]) -> JsonValue:
        """The manifest of a trajectory: its phone by number, its settings without where things lie."""
        device, config = str(manifest["device"]), manifest["config"]
        phone = device if device == EMBEDDED else self._phones.get(device, "phone")
        settings = config.items() if isinstance(config, dict) else ()
        kept: JsonValue = {name: value for name, value in settings if name not in _LOCAL}
        return self.value({**manifest, "device": phone, "config": kept})

    def _field(self, name: str, value: JsonValue) -> JsonValue:
        if name == "worker" and isinstance(value, str):
            return self._workers.get(value, value)
        return self.value(value, name)

    def _text(self, text: str, name: str) -> str:
        for pattern, told in self._places:
            text = pattern.sub(told, text)
        for phone, told in self._phones.items():
            text = re.sub(rf"(?<![\w.:-]){re.escape(phone)}(?![\w:-])", told, text)
        if name in _MACHINE_MADE and self._host is not None:
            text = self._host.sub("host", text)
        text = _URL.sub(lambda found: _public(found[0]), text)
        return KEY.sub(lambda found: "KEY" if re.search(r"\d|PRIVATE", found[0]) else found[0], text)


def _numbered(kind: str, names: Iterable[str]) -> dict[str, str]:
    known: Sequence[str] = list(dict.fromkeys(name for name in names if name))
    return {name: f"{kind}-{number}" for number, name in enumerate(known, 1)}


def _public(url: str) -> str:
    """An address without name and password; one of a private machine is not told at all."""
    try:
        parts = urlsplit(url)
        host = parts.hostname or ""
    except ValueError:
        return "URL"
    if _is_private(host):
        return "URL"
    return url.replace(f"{parts.netloc.rpartition('@')[0]}@", "", 1) if "@" in parts.netloc else url


def _is_private(host: str) -> bool:
    try:
        return not ip_address(host).is_global
    except ValueError:
        return "." not in host or host.endswith((".local", ".internal", ".lan", ".home"))
