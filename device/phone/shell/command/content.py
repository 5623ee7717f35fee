"""content: query, insert, update, delete, call, gettype, read and write, by URI."""

from collections.abc import Callable

from device.phone.file.database import Value
from device.phone.file.entry import FileFault
from device.phone.file.mediatype import media_type
from device.phone.shell.call import Call, Command
from device.phone.shell.stream import well_formed
from device.phone.system.fault import FAULTS, told
from device.phone.system.passing import pass_time
from device.phone.system.provider import (
    PROVIDERS,
    Provider,
    ProviderFault,
    Query,
    SettingProvider,
    plain,
)
from device.phone.system.setting import NAMESPACES

_TYPES: dict[str, Callable[[str], Value]] = {
    "s": str, "i": int, "l": int, "f": float, "d": float, "b": lambda text: int(text.lower() == "true"),
    "n": lambda text: None,
}  # fmt: skip
_OPTIONS = frozenset(
    {"--uri", "--projection", "--where", "--sort", "--bind", "--user", "--method", "--arg", "--extra"}
)


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
        if option in ("--bind", "--extra"):
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
        call.phone.context(), Query(path, projection, options.get("--where", ""), options.get("--sort", ""))
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
    provider.insert(call.phone.context(), path, values)


def _update(
    call: Call, provider: Provider, path: str, options: dict[str, str], values: dict[str, Value]
) -> None:
    provider.update(call.phone.context(), path, values, options.get("--where", ""))


def _delete(
    call: Call, provider: Provider, path: str, options: dict[str, str], values: dict[str, Value]
) -> None:
    provider.delete(call.phone.context(), path, options.get("--where", ""))


def _gettype(
    call: Call, provider: Provider, path: str, options: dict[str, str], values: dict[str, Value]
) -> None:
    """The kind of what is at the address: one row, or several."""
    provider.query(call.phone.context(), Query(path, where="0"))
    authority = options["--uri"].removeprefix("content://").partition("/")[0]
    table, _, last = path.rpartition("/")
    one = last.isdecimal() and not path.startswith("phone_lookup")
    if authority == "media" and one and table.endswith("media"):
        call.line(f"Result: {media_type(_file(call, provider, path))}")
        return
    if authority == "settings":
        one, table = "/" in path, path.partition("/")[0]
    elif authority == "media":
        table = (table if one else path).removeprefix("external/")
    elif authority != "com.android.contacts" or not path.startswith("data/"):
        table = path.partition("/")[0]
    else:
        table = table if one else path
    name = authority if authority == "sms" or not table or table.isdecimal() else table
    call.line(f"Result: vnd.android.cursor.{'item' if one else 'dir'}/{_KINDS.get(name, name)}")


_KINDS = {
    "contacts": "contact", "people": "person", "phones": "phone", "raw_contacts": "raw_contact",
    "data/phones": "phone_v2", "data/emails": "email_v2", "events": "event", "calendars": "calendar",
    "images/media": "image", "video/media": "video", "audio/media": "audio",
}  # fmt: skip
"""What a row is called where that is not the table's name."""


def _file(call: Call, provider: Provider, path: str) -> str:
    """The file behind a row."""
    table = provider.query(call.phone.context(), Query(path))
    if "_data" not in table.columns or not table.rows:
        raise ProviderFault("java.io.FileNotFoundException", f"No content provider or file: {path}")
    return str(table.rows[0][table.columns.index("_data")])


def _read(
    call: Call, provider: Provider, path: str, options: dict[str, str], values: dict[str, Value]
) -> None:
    call.out(call.files.read(_file(call, provider, path)))


def _write(
    call: Call, provider: Provider, path: str, options: dict[str, str], values: dict[str, Value]
) -> None:
    call.files.write(_file(call, provider, path), call.stdin())


def _call(
    call: Call, provider: Provider, path: str, options: dict[str, str], values: dict[str, Value]
) -> None:
    """`--method GET_system --arg NAME` and PUT_..., which the settings answer; others have no methods."""
    verb, _, namespace = options.get("--method", "").partition("_")
    if not isinstance(provider, SettingProvider) or namespace not in NAMESPACES:
        call.line("Result: null")
        return
    key = options.get("--arg", "")
    if verb == "PUT":
        call.phone.settings.put(namespace, key, plain(values.get("value")))
        call.line("Result: null")
    else:
        call.line(f"Result: Bundle[{{value={call.phone.settings.get(namespace, key) or 'null'}}}]")


_VERBS = {
    "query": _query, "insert": _insert, "update": _update, "delete": _delete, "gettype": _gettype,
    "read": _read, "write": _write, "call": _call,
}  # fmt: skip
_USAGE = """usage: adb shell content [subcommand] [options]

usage: adb shell content insert --uri <URI> [--user <USER_ID>] --bind <BINDING> [--bind <BINDING>...]
usage: adb shell content update --uri <URI> [--user <USER_ID>] [--where <WHERE>] --bind <BINDING>...
usage: adb shell content delete --uri <URI> [--user <USER_ID>] [--where <WHERE>]
usage: adb shell content query --uri <URI> [--user <USER_ID>] [--projection <PROJECTION>] [--where <WHERE>] \
[--sort <SORT_ORDER>]
usage: adb shell content call --uri <URI> --method <METHOD> [--arg <ARG>] [--extra <BINDING> ...]
usage: adb shell content read --uri <URI> [--user <USER_ID>]
usage: adb shell content write --uri <URI> [--user <USER_ID>]
usage: adb shell content gettype --uri <URI> [--user <USER_ID>]
"""


def content(call: Call) -> int:
    """Ask a provider. As on Android the exit code never tells what came of it."""
    verb = call.args[0] if call.args else ""
    if verb not in _VERBS:
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
        _VERBS[verb](call, provider, path.strip("/"), options, values)
    except ProviderFault as refusal:
        call.err(f"Error while accessing provider:{authority}\n{refusal}")
    except FAULTS as error:  # what its database holds is beyond it
        if call.phone.strict or isinstance(error, FileFault):
            raise
        broken = ProviderFault("java.lang.IllegalStateException", told(error))
        call.err(f"Error while accessing provider:{authority}\n{broken}")
    return 0


COMMANDS: dict[str, Command] = {"content": content}
