"""A phone's snapshot as a file: a zip of one JSON document and the longer byte strings beside it.

Not pickle, because a snapshot file may come from anybody and unpickling runs what the file says. Here a file
can name nothing but the frozen data types of device.phone that are loaded already, and only their fields.
"""

import io
import json
import sys
import zipfile
from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass
from datetime import date, datetime, time
from enum import Enum
from importlib import import_module
from typing import TYPE_CHECKING, Any

from device.error import ConfigError

if TYPE_CHECKING:
    from device.phone.system.snapshot import Snapshot

FORMAT = 3
MAX_BYTES = 1024 * 1024 * 1024
"""The most that a file may unpack to."""
_DOCUMENT = "snapshot.json"
_HOME = "device.phone."
_MOMENTS: dict[str, type[date] | type[time]] = {"date": date, "datetime": datetime, "time": time}
"""Written in ISO 8601, by the name of their type."""


def to_bytes(saved: "Snapshot") -> bytes:
    """The file's content. Raises TypeError when a snapshot holds what is no plain data (a bug of an app)."""
    blobs: list[bytes] = []
    document = {"format": FORMAT, "snapshot": _encode(saved, blobs)}
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        archive.writestr(_DOCUMENT, json.dumps(document, separators=(",", ":")))
        for number, blob in enumerate(blobs):
            archive.writestr(f"blob/{number}", blob)
    return out.getvalue()


def from_bytes(data: bytes) -> "Snapshot":
    """What `to_bytes` made. Raises ConfigError when the bytes are no snapshot of this version."""
    _load_types()
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            if sum(info.file_size for info in archive.infolist()) > MAX_BYTES:
                raise ValueError("too large")
            document = json.loads(archive.read(_DOCUMENT))
            if document["format"] != FORMAT:
                raise ValueError(f"format {document['format']}")
            saved = _Decoder(archive).decode(document["snapshot"])
    except (
        ValueError,
        KeyError,
        TypeError,
        AttributeError,
        RecursionError,
        zipfile.BadZipFile,
        EOFError,
    ) as error:
        raise ConfigError(
            f"this is no snapshot of a phone ({error})", "Make one: agent phone snapshot"
        ) from error
    if type(saved).__name__ != "Snapshot":
        raise ConfigError("this is no snapshot of a phone", "Make one: agent phone snapshot")
    snapshot: Snapshot = saved
    return snapshot


def _load_types() -> None:
    """Import all that a phone is made of: a program that serves none (`agent phone diff`) has not done so."""
    import_module("device.phone.phone")
    import_module("device.phone.apps").installed_apps()


def _encode(value: object, blobs: list[bytes]) -> object:
    """Plain data as JSON: arrays are tuples, everything else that JSON lacks is an object with one tag."""
    if isinstance(value, Enum):
        return {"e": _name(type(value)), "v": value.name}
    if value is None or isinstance(value, bool | int | float | str):
        return value
    if isinstance(value, date | time):
        return {"t": type(value).__name__, "v": value.isoformat()}
    if isinstance(value, bytes):
        blobs.append(value)
        return {"b": len(blobs) - 1}
    if isinstance(value, tuple):
        return [_encode(item, blobs) for item in value]
    if isinstance(value, list):
        return {"l": [_encode(item, blobs) for item in value]}
    if isinstance(value, Mapping):
        return {"d": [[_encode(key, blobs), _encode(item, blobs)] for key, item in value.items()]}
    if isinstance(value, frozenset | set):
        return {"s": [_encode(item, blobs) for item in sorted(value, key=repr)]}
    if is_dataclass(value) and not isinstance(value, type) and type(value).__module__.startswith(_HOME):
        held = {
            field.name: _encode(getattr(value, field.name), blobs) for field in fields(value) if field.init
        }
        return {"c": _name(type(value)), "f": held}
    raise TypeError(f"a snapshot cannot keep a {type(value).__name__}")


def _name(kind: type) -> str:
    return f"{kind.__module__}:{kind.__qualname__}"


class _Decoder:
    """Turns the document back into data."""

    def __init__(self, archive: zipfile.ZipFile) -> None:
        self._archive = archive
        self._kinds: dict[str, Any] = {}

    def decode(self, value: Any) -> Any:
        """One value. Raises ValueError, KeyError, TypeError or AttributeError where it is not ours."""
        if isinstance(value, list):
            return tuple(self.decode(item) for item in value)
        if not isinstance(value, dict):
            return value
        if "c" in value:
            kind = self._kind(value["c"], is_dataclass)
            return kind(**{name: self.decode(item) for name, item in value["f"].items()})
        if "e" in value:
            return self._kind(value["e"], lambda kind: issubclass(kind, Enum))[value["v"]]
        if "t" in value:
            return _MOMENTS[value["t"]].fromisoformat(value["v"])
        if "b" in value:
            return self._archive.read(f"blob/{int(value['b'])}")
        if "d" in value:
            return {self.decode(key): self.decode(item) for key, item in value["d"]}
        if "s" in value:
            return frozenset(self.decode(item) for item in value["s"])
        return [self.decode(item) for item in value["l"]]

    def _kind(self, name: str, fits: Callable[[type], bool]) -> Any:
        """A type of the phone by the name it was saved under; nothing is imported for it."""
        if name not in self._kinds:
            module, _, attribute = name.partition(":")
            if not module.startswith(_HOME):
                raise ValueError(f"{name} is none of the phone's types")
            kind = getattr(sys.modules[module], attribute)
            if not isinstance(kind, type) or kind.__module__ != module or not fits(kind):
                raise ValueError(f"{name} is none of the phone's types")
            self._kinds[name] = kind
        return self._kinds[name]
