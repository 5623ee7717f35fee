"""Functions and shortcuts of a phone's apps, as Android 16 and later tell of them.

`cmd app_function` speaks the JSON of AppSearch, in which every value is an array, and does not end with a
failure where a function fails. What apps say of their functions is not to be trusted.
"""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from pydantic import JsonValue

from device.error import ActionRejected
from device.link.transport.protocol import Transport, quote
from device.look.front import in_full

_STATIC = "functionId"
_VALUE = "androidAppfunctionsReturnValue"
_TYPES = {1: "boolean", 3: "object", 4: "number", 5: "number", 6: "integer", 7: "integer", 8: "string"}
"""JSON schema's name of a type, by androidx.appfunctions' number."""
_ARRAY, _DISABLED = 10, 2
_MOST_SECONDS = 30
_FAILED = re.compile(r"^(?:Error executing app function|Timed out|Exception|Error:|Unknown command)")
_SHORTCUT = re.compile(
    r"ShortcutInfo \{id=(?P<id>[^,]+),.*?shortLabel=(?P<label>[^\n]*?), resId=.*?"
    r"intents=\[Intent \{(?P<intent>[^}]*)\}/(?P<extras>PersistableBundle\[\{[^}]*\}\]|null)",
    re.DOTALL,
)
_SHOWN = 300


@dataclass(frozen=True, slots=True)
class DeclaredFunction:
    """A function that an app offers."""

    package: str
    id: str
    """As it is called: `some.Class#method`."""
    about: str
    parameters: Mapping[str, JsonValue]
    """JSON schema of an object."""

    @property
    def method(self) -> str:
        """The last part of its id."""
        return re.split(r"[#.]", self.id)[-1]


@dataclass(frozen=True, slots=True)
class DeclaredShortcut:
    """A page of an app that opens from its icon."""

    package: str
    id: str
    label: str
    action: str
    component: str
    extras: tuple[tuple[str, str], ...]


class AppFunctions:
    """The functions of one phone's apps."""

    def __init__(self, transport: Transport) -> None:
        self._transport = transport

    def listed(self) -> tuple[DeclaredFunction, ...]:
        """All that are enabled; none where the phone has no such thing."""
        told = self._transport.shell(quote(["cmd", "app_function", "list-app-functions"])).text
        try:
            read = json.loads(told[told.index("{") :])
        except ValueError:
            return ()
        return tuple(_functions(read)) if isinstance(read, dict) else ()

    def call(self, function: DeclaredFunction, arguments: Mapping[str, JsonValue]) -> JsonValue:
        """Call one, once; what it returns, None for nothing. Raises ActionRejected, told why."""
        line = ["cmd", "app_function", "execute-app-function", "--package", function.package]
        line += ["--function", function.id, "--parameters", json.dumps(arguments, ensure_ascii=False)]
        told = self._transport.shell(quote(line), timeout=_MOST_SECONDS, repeat=False).text.strip()
        try:
            read = json.loads(told)
        except ValueError:
            why = told if _FAILED.match(told) else f"the phone answers {told!r}"
            raise ActionRejected(f"{function.method} failed: {why[:_SHOWN]}") from None
        value = read.get(_VALUE) if isinstance(read, dict) else None
        return value[0] if isinstance(value, list) and len(value) == 1 else value

    def shortcuts(self, packages: Sequence[str]) -> tuple[DeclaredShortcut, ...]:
        """The shortcuts of some apps; none where the phone does not tell."""
        lines = (quote(["cmd", "shortcut", "get-shortcuts", package]) for package in packages)
        told = self._transport.shell("; ".join(lines)).text
        return tuple(found for match in _SHORTCUT.finditer(told) if (found := _shortcut(match)) is not None)


def _functions(read: Mapping[str, JsonValue]) -> Iterator[DeclaredFunction]:
    for package, documents in read.items():
        for document in documents if isinstance(documents, list) else ():
            found = list(_documents(document))
            static = next((one for one in found if "parameters" in one or "description" in one), None)
            enabled = all(_first(one, "enabled") != _DISABLED for one in found)
            name = _first(static, _STATIC) if static else None
            if static is not None and isinstance(name, str) and enabled:
                about = str(_first(static, "description") or "")
                yield DeclaredFunction(package, name, about, _schema(static))


def _documents(read: JsonValue) -> Iterator[Mapping[str, JsonValue]]:
    """The documents in it that tell of a function: what is joined to one lies deeper."""
    if not isinstance(read, dict):
        return
    if _STATIC in read:
        yield read
        return
    for inner in read.values():
        yield from _documents(inner)


def _schema(static: Mapping[str, JsonValue]) -> dict[str, JsonValue]:
    properties: dict[str, JsonValue] = {}
    required: list[JsonValue] = []
    listed = static.get("parameters")
    for one in listed if isinstance(listed, list) else ():
        if isinstance(one, dict) and isinstance(name := _first(one, "name"), str):
            properties[name] = _type(_first(one, "dataTypeMetadata"), str(_first(one, "description") or ""))
            required += [name] if _first(one, "isRequired") else []
    return {"type": "object", "properties": properties, "required": required}


def _type(kind: JsonValue, about: str) -> dict[str, JsonValue]:
    told: dict[str, JsonValue] = {"description": about} if about else {}
    number = _first(kind, "type") if isinstance(kind, dict) else None
    if number == _ARRAY and isinstance(kind, dict):
        return {"type": "array", "items": _type(_first(kind, "itemType"), ""), **told}
    named = _TYPES.get(number) if isinstance(number, int) else None
    return {"type": named, **told} if named else told


def _first(document: Mapping[str, JsonValue], name: str) -> JsonValue:
    value = document.get(name)
    return (value[0] if value else None) if isinstance(value, list) else value


def _shortcut(match: re.Match[str]) -> DeclaredShortcut | None:
    told = dict(word.split("=", 1) for word in match["intent"].split() if "=" in word)
    package, _, name = told.get("cmp", "").partition("/")
    if not name:
        return None
    pairs = re.findall(r"(\w+)=([^,}]*)", match["extras"])
    component = f"{package}/{in_full(package, name)}"
    action = told.get("act", "android.intent.action.MAIN")
    return DeclaredShortcut(package, match["id"], match["label"].strip(), action, component, tuple(pairs))
