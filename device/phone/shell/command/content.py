"""content: query, insert, update and delete, by URI."""

from collections.abc import Callable

from device.phone.file.database import Value
from device.phone.file.entry import FileFault
from device.phone.shell.call import Call, Command
from device.phone.shell.stream import well_formed
from device.phone.system.fault import FAULTS, told
from device.phone.system.passing import pass_time
from device.phone.system.provider import (
    PROVIDERS,
    Provider,
    ProviderFault,
    Query,
)

_TYPES: dict[str, Callable[[str], Value]] = {
    "s": str, "i": int, "l": int, "f": float, "d": float, "b": lambda text: int(text.lower() == "true"),
    "n": lambda text: None,
}  # fmt: skip
_OPTIONS = frozenset({"--uri", "--projection", "--where", "--sort", "--bind", "--user"})


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


def _query(call: Call, provider: Provider, path: str, options: dict[str, str]) -> None:
    projection = tuple(filter(None, options.get("--projection", "").split(":")))
    asked = Query(path, projection, options.get("--where", ""), options.get("--sort", ""))
    table = provider.query(call.phone.context(), asked)
    if not table.rows:
        call.line("No result found.")
    for place, row in enumerate(table.rows):
        shown = ", ".join(f"{name}={_shown(value)}" for name, value in zip(table.columns, row, strict=True))
        call.line(f"Row: {place} {shown}")


def _shown(value: Value) -> str:
    if isinstance(value, bytes):
        return "BLOB"
    return "NULL" if value is None else str(value)


_USAGE = """usage: adb shell content [subcommand] [options]

usage: adb shell content insert --uri <URI> [--user <USER_ID>] --bind <BINDING> [--bind <BINDING>...]
usage: adb shell content update --uri <URI> [--user <USER_ID>] [--where <WHERE>] --bind <BINDING>...
usage: adb shell content delete --uri <URI> [--user <USER_ID>] [--where <WHERE>]
usage: adb shell content query --uri <URI> [--user <USER_ID>] [--projection <PROJECTION>] [--where <WHERE>] \
[--sort <SORT_ORDER>]
"""


def content(call: Call) -> int:
    """Ask a provider. As on Android the exit code never tells what came of it."""
    verb = call.args[0] if call.args else ""
    if verb not in ("query", "insert", "update", "delete"):
        call.out(_USAGE)
        if verb not in ("", "help", "-h", "--help"):
            call.line(f"[ERROR] Unsupported operation: {verb}")
        return 0
    try:
        options, values = _given([well_formed(arg) for arg in call.args[1:] if arg])
    except _Usage as fault:
        call.line(f"{_USAGE}[ERROR] {fault}")
        return 0
    authority, _, path = options["--uri"].removeprefix("content://").partition("/")
    provider = PROVIDERS.get(authority)
    if provider is None:
        call.err(f"Error while accessing provider:{authority}\njava.lang.IllegalStateException: "
                 f"Could not find provider: {authority}")  # fmt: skip
        return 0
    pass_time(call.phone)
    try:
        path, where = path.strip("/"), options.get("--where", "")
        if verb == "query":
            _query(call, provider, path, options)
        elif verb == "insert":
            provider.insert(call.phone.context(), path, values)
        elif verb == "update":
            provider.update(call.phone.context(), path, values, where)
        else:
            provider.delete(call.phone.context(), path, where)
    except ProviderFault as refusal:
        call.err(f"Error while accessing provider:{authority}\n{refusal}")
    except FAULTS as error:  # what its database holds is beyond it
        if call.phone.strict or isinstance(error, FileFault):
            raise
        broken = ProviderFault("java.lang.IllegalStateException", told(error))
        call.err(f"Error while accessing provider:{authority}\n{broken}")
    return 0


COMMANDS: dict[str, Command] = {"content": content}
