"""content: providers of rows, asked by URI.

An app that has a provider puts it into PROVIDERS under its authority.
"""

import sqlite3
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from device.phone.database import Database, Row, Value
from device.phone.setting import NAMESPACES
from device.phone.shell.call import Call, Command
from device.phone.shell.stream import well_formed

if TYPE_CHECKING:
    from device.phone.phone import Phone


@dataclass(frozen=True, slots=True)
class Table:
    """Rows with the names of their columns."""

    columns: tuple[str, ...]
    rows: Sequence[Row]


@dataclass(frozen=True, slots=True)
class Query:
    """What is asked of a provider."""

    path: str
    """Of the URI, without the slashes around it."""
    projection: tuple[str, ...] = ()
    where: str = ""
    sort: str = ""


class ProviderFault(Exception):
    """The provider refuses: class and message of the exception it throws."""

    def __init__(self, kind: str, message: str) -> None:
        super().__init__(f"{kind}: {message}")


class Provider(Protocol):
    """Rows behind an authority. Each method raises ProviderFault for what it cannot do."""

    def query(self, phone: "Phone", query: Query) -> Table:
        """The rows asked for."""
        ...

    def insert(self, phone: "Phone", path: str, values: Mapping[str, Value]) -> None:
        """Add a row."""
        ...

    def update(self, phone: "Phone", path: str, values: Mapping[str, Value], where: str) -> int:
        """Change rows; how many."""
        ...

    def delete(self, phone: "Phone", path: str, where: str) -> int:
        """Remove rows; how many."""
        ...


def select(table: Table, query: Query) -> Table:
    """Projection, condition and order applied to rows that come from anywhere."""
    if not (query.projection or query.where or query.sort):
        return table
    scratch = Database()
    names = ", ".join(f'"{name}"' for name in table.columns)
    scratch.run(f"CREATE TABLE t ({names})")
    marks = ", ".join("?" * len(table.columns))
    scratch.run_many(f"INSERT INTO t VALUES ({marks})", list(table.rows))  # noqa: S608
    for name in query.projection:
        if name not in table.columns:
            raise ProviderFault("java.lang.IllegalArgumentException", f"Invalid column {name}")
    columns = query.projection or table.columns
    sql = "SELECT " + ", ".join(f'"{name}"' for name in columns) + " FROM t"  # noqa: S608
    if query.where:
        sql += f" WHERE {query.where}"
    if query.sort:
        sql += f" ORDER BY {query.sort}"
    try:
        return Table(tuple(columns), scratch.script(sql))
    except sqlite3.Error as error:
        raise ProviderFault("android.database.sqlite.SQLiteException", str(error)) from error
    finally:
        scratch.close()


class SettingProvider:
    """content://settings/{system,secure,global}"""

    _COLUMNS = ("_id", "name", "value", "is_preserved_in_restore")

    def _table(self, phone: "Phone", path: str) -> tuple[str, str, Table]:
        """Namespace, the one key asked for or "", and the rows."""
        namespace, _, key = path.partition("/")
        if namespace not in NAMESPACES:
            raise ProviderFault("java.lang.IllegalArgumentException", f"Invalid root path: {path}")
        rows = [
            (place + 1, name, value, None)
            for place, (name, value) in enumerate(phone.settings.all(namespace))
            if not key or name == key
        ]
        return namespace, key, Table(self._COLUMNS, rows)

    def query(self, phone: "Phone", query: Query) -> Table:
        """Settings as rows."""
        return select(self._table(phone, query.path)[2], query)

    def insert(self, phone: "Phone", path: str, values: Mapping[str, Value]) -> None:
        """Put a setting."""
        namespace = self._table(phone, path)[0]
        if "name" not in values:
            raise ProviderFault("java.lang.IllegalArgumentException", "name is required")
        phone.settings.put(namespace, str(values["name"]), _plain(values.get("value")))

    def update(self, phone: "Phone", path: str, values: Mapping[str, Value], where: str) -> int:
        """Change settings."""
        namespace, _, table = self._table(phone, path)
        found = select(table, Query(path, ("name",), where)).rows
        for (name,) in found:
            phone.settings.put(namespace, str(name), _plain(values.get("value")))
        return len(found)

    def delete(self, phone: "Phone", path: str, where: str) -> int:
        """Forget settings."""
        namespace, _, table = self._table(phone, path)
        found = select(table, Query(path, ("name",), where)).rows
        for (name,) in found:
            phone.settings.delete(namespace, str(name))
        return len(found)


def _plain(value: Value) -> str:
    return "" if value is None else str(value)


PROVIDERS: dict[str, Provider] = {"settings": SettingProvider()}
"""By authority."""

_TYPES: dict[str, Callable[[str], Value]] = {
    "s": str, "i": int, "l": int, "f": float, "d": float, "b": lambda text: int(text.lower() == "true"),
    "n": lambda text: None,
}  # fmt: skip
_OPTIONS = frozenset({"--uri", "--projection", "--where", "--sort", "--bind", "--user", "--method", "--arg"})


class _Usage(Exception):
    """The arguments are wrong."""


def _given(args: list[str]) -> tuple[dict[str, str], dict[str, Value]]:
    """Options, and the values bound."""
    options: dict[str, str] = {}
    values: dict[str, Value] = {}
    queue = args[::-1]
    while queue:
        option = queue.pop()
        if option not in _OPTIONS or not queue:
            raise _Usage(f"Unsupported argument: {option}")
        value = queue.pop()
        if option == "--bind":
            name, _, typed = value.partition(":")
            kind, colon, text = typed.partition(":")
            if kind not in _TYPES or not (colon or kind == "n"):
                raise _Usage(f"Unsupported type: {kind}")
            try:
                values[name] = _TYPES[kind](text)
            except ValueError:
                raise _Usage(f'For input string: "{text}"') from None
        else:
            options[option] = value
    if not options.get("--uri", "").startswith("content://"):
        raise _Usage("Content provider URI not specified. Did you specify --uri argument?")
    return options, values


def _query(
    call: Call, provider: Provider, path: str, options: dict[str, str], values: dict[str, Value]
) -> None:
    projection = tuple(filter(None, options.get("--projection", "").split(":")))
    table = provider.query(
        call.phone, Query(path, projection, options.get("--where", ""), options.get("--sort", ""))
    )
    if not table.rows:
        call.line("No result found.")
    for place, row in enumerate(table.rows):
        shown = ", ".join(f"{name}={_shown(value)}" for name, value in zip(table.columns, row, strict=True))
        call.line(f"Row: {place} {shown}")


def _shown(value: Value) -> str:
    if isinstance(value, bytes):
        return "BLOB"
    return "NULL" if value is None else str(value)


def _insert(
    call: Call, provider: Provider, path: str, options: dict[str, str], values: dict[str, Value]
) -> None:
    provider.insert(call.phone, path, values)


def _update(
    call: Call, provider: Provider, path: str, options: dict[str, str], values: dict[str, Value]
) -> None:
    provider.update(call.phone, path, values, options.get("--where", ""))


def _delete(
    call: Call, provider: Provider, path: str, options: dict[str, str], values: dict[str, Value]
) -> None:
    provider.delete(call.phone, path, options.get("--where", ""))


_VERBS = {"query": _query, "insert": _insert, "update": _update, "delete": _delete}


def content(call: Call) -> int:
    """Ask a provider."""
    verb = call.args[0] if call.args else ""
    if verb not in _VERBS:
        call.err(
            f"[ERROR] Unsupported command: {verb}"
            if verb
            else "usage: adb shell content [subcommand] [options]"
        )
        return 1 if verb else 0
    try:
        options, values = _given([well_formed(arg) for arg in call.args[1:] if arg])
    except _Usage as fault:
        call.err(f"[ERROR] {fault}")
        return 1
    authority, _, path = options["--uri"].removeprefix("content://").partition("/")
    provider = PROVIDERS.get(authority)
    if provider is None:
        call.err(f"Error while accessing provider:{authority}\njava.lang.IllegalStateException: "
                 f"Could not find provider: {authority}")  # fmt: skip
        return 1
    try:
        _VERBS[verb](call, provider, path.strip("/"), options, values)
    except ProviderFault as fault:
        call.err(f"Error while accessing provider:{authority}\n{fault}")
        return 1
    return 0


COMMANDS: dict[str, Command] = {"content": content}
