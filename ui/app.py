"""From files, environment and flags to one frozen Settings; nothing else in the project reads those three.

Later ones win: the first file found of `./tapwright.toml` and `tapwright.toml` in the user's configuration
folder (or the one named with --config), then the environment, then flags.
"""

import os
import re
import sys
import tomllib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import quote

from pydantic import BaseModel, ValidationError

from agent.settings import McpServer, ModelPlace, RoleModel, Settings
from device.error import ConfigError, nearest
from device.link.transport.server import ServerAddress
from ui.terminal import say

FILE_NAME = "tapwright.toml"
PREFIX = "TAPWRIGHT_"
VARIABLES = {
    "OPENAI_API_KEY": "api_key",
    "OPENAI_BASE_URL": "base_url",
    "ANDROID_SERIAL": "device",
    "ANDROID_SDK_ROOT": "android_sdk",
    "ANDROID_HOME": "android_sdk",
    "ANDROID_ADB_SERVER_ADDRESS": "adb_host",
    "ANDROID_ADB_SERVER_PORT": "adb_port",
}
"""Names that other programs use too; a TAPWRIGHT_ variable wins over them."""
OWN_VARIABLES = {f"{PREFIX}{field.upper()}": field for field in Settings.model_fields if field != "models"}
CONFIG_VARIABLE = f"{PREFIX}CONFIG"
_FLAGS = {"roles": "--role-model", "allow": "--yes", "apps": "--app"}
"""Flags that are called otherwise than their setting."""
_TRUSTED = {"mcp": "starts programs", "functions": "says what nobody is asked about"}
"""Tables that only the owner's own file may have, and why."""
_TABLES: Mapping[str, type[BaseModel]] = {"roles": RoleModel, "models": ModelPlace, "mcp": McpServer}
"""Settings that are tables of tables."""
_NAMES = {"preset", "guard", "allow"}
AUTH_VARIABLE = f"{PREFIX}AUTH"
TOKEN_VARIABLE = f"{PREFIX}MCP_TOKEN"
_SOCKET = "ADB_SERVER_SOCKET"
"""Where adb's own variable names host and port in one."""
_PLACES = {CONFIG_VARIABLE, AUTH_VARIABLE, TOKEN_VARIABLE, f"{PREFIX}STATE"}


@dataclass(frozen=True)
class _Given:
    value: object
    source: str
    """Where it stands, for a message: `tapwright.toml line 3`, `TAPWRIGHT_MODEL`, `--model`."""
    parts: Mapping[str, str] = field(default_factory=dict)
    """Where each part of a table stands, by its name behind those of the tables that it is in."""

    def place(self, *path: str) -> str:
        """Where a part of it stands, or the nearest table that it would be in."""
        ends = range(len(path), 0, -1)
        return next((at for end in ends if (at := self.parts.get(".".join(path[:end])))), self.source)


def load_settings(
    flags: Mapping[str, object] | None = None,
    *,
    config: Path | None = None,
    environment: Mapping[str, str] | None = None,
    serves: bool = False,
) -> Settings:
    """The settings of this command. `flags` that are None were not given.

    One that `serves` is started by other programs, wherever they are: it keeps runs in `served_runs`, unless
    the settings name another folder, and not below the working directory.

    Raises ConfigError naming the place of what is wrong.
    """
    env = os.environ if environment is None else environment
    given = {"memory": _Given(memory_file(env), "memory")}
    if serves:
        given["runs"] = _Given(served_runs(env), "runs")
    for later in (_from_file(_config_file(config, env)), _from_environment(env), _from_flags(flags or {})):
        given = _over(given, later)
    _check_roles(given.get("roles"))
    try:
        settings = Settings.model_validate({name: entry.value for name, entry in given.items()})
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False)[0]
        name, *parts = (str(part) for part in first["loc"])
        source = given[name].place(*parts) if name in given else name
        path = ".".join((name, *parts)) if name in _TABLES or name == "functions" else name
        where = source if source.startswith("--") else f"{source}: {path}"
        raise ConfigError(f"{where} {_in_words(first['msg'])}") from None
    _check_values(settings, given)
    return settings


def check_endpoint(flags: Mapping[str, object], settings: Settings) -> None:
    """Raises ConfigError for an endpoint given with a command that asks no model there.

    One from a file or the environment may serve other commands, and other programs.
    """
    asked = [settings.model, *(own.model for own in settings.roles.values())]
    asks = any(name not in ("", "offline") and not name.startswith("scripted:") for name in asked)
    if flags.get("base_url") and not asks and "chat:" not in settings.grounder:
        raise ConfigError("--base-url: no model is asked there", "Name one with --model")


def chat_logins(flags: Sequence[str], environment: Mapping[str, str] | None = None) -> tuple[str, ...]:
    """Who may use the chat page, each NAME:PASSWORD: those of the flags, else of the variable, by commas."""
    env = os.environ if environment is None else environment
    return tuple(flags) or tuple(part for part in env.get(AUTH_VARIABLE, "").split(",") if part)


def mcp_token(environment: Mapping[str, str] | None = None) -> str:
    """What clients of `agent mcp --http` have to know; "" where it is made anew at each start."""
    env = os.environ if environment is None else environment
    return env.get(TOKEN_VARIABLE, "")


def chat_file(user: str = "", environment: Mapping[str, str] | None = None) -> Path:
    """Where what is chosen on the chat page is kept, for who logs in under a name."""
    env = os.environ if environment is None else environment
    name = f"chat-{file_name_of(user)}" if user else "chat"
    return _home(env, "XDG_CONFIG_HOME", ".config") / "tapwright" / f"{name}.json"


def secrets_file(user: str = "", environment: Mapping[str, str] | None = None) -> Path:
    """Where the names of secrets are kept, for who logs in under a name."""
    return chat_file(user, environment).with_stem(f"secrets-{file_name_of(user)}" if user else "secrets")


def file_name_of(user: str) -> str:
    """A login's name as part of a file's: no two are alike, and none leads elsewhere."""
    return quote(user, safe="").replace(".", "%2E")


def cache_folder(environment: Mapping[str, str] | None = None) -> Path:
    """Where what can be made again is kept, to have it sooner."""
    env = os.environ if environment is None else environment
    return _home(env, "XDG_CACHE_HOME", ".cache") / "tapwright"


def has_display(environment: Mapping[str, str] | None = None) -> bool:
    """Whether a browser window can be opened here."""
    env = os.environ if environment is None else environment
    return os.name != "posix" or sys.platform == "darwin" or any(map(env.get, ("DISPLAY", "WAYLAND_DISPLAY")))


def state_folder(environment: Mapping[str, str] | None = None) -> Path:
    """Where leases and what must be put back on phones are kept."""
    env = os.environ if environment is None else environment
    if env.get(f"{PREFIX}STATE"):
        return Path(env[f"{PREFIX}STATE"])
    return _home(env, "XDG_STATE_HOME", ".local/state") / "tapwright"


def memory_file(environment: Mapping[str, str] | None = None) -> Path:
    """Where what is remembered across runs is kept, unless the settings name another file."""
    env = os.environ if environment is None else environment
    return _home(env, "XDG_DATA_HOME", ".local/share") / "tapwright" / "memory.sqlite"


def served_runs(environment: Mapping[str, str] | None = None) -> Path:
    """Where the chat page and the MCP server keep runs: below the platform's folder for programs' data."""
    env = os.environ if environment is None else environment
    if env.get("XDG_DATA_HOME"):
        return Path(env["XDG_DATA_HOME"]) / "tapwright" / "runs"
    from platformdirs import user_data_path

    return user_data_path("tapwright", appauthor=False) / "runs"


def routines_folder(environment: Mapping[str, str] | None = None) -> Path:
    """Where routines are kept."""
    env = os.environ if environment is None else environment
    return _home(env, "XDG_DATA_HOME", ".local/share") / "tapwright" / "routines"


def phones_folder() -> Path:
    """Where the embedded phones that run are written down."""
    return state_folder() / "phones"


def snapshots_folder() -> Path:
    """Where their snapshots lie that have a name."""
    return state_folder() / "snapshots"


def _config_file(named: Path | None, env: Mapping[str, str]) -> Path | None:
    chosen = named or (Path(env[CONFIG_VARIABLE]) if env.get(CONFIG_VARIABLE) else None)
    if chosen is not None:
        return chosen
    user = _home(env, "XDG_CONFIG_HOME", ".config") / "tapwright" / FILE_NAME
    return next((path for path in (Path(FILE_NAME), user) if path.is_file()), None)


def _home(env: Mapping[str, str], variable: str, default: str) -> Path:
    """The folder that a variable names, else the system's own of that kind; Windows has one for all kinds."""
    if env.get(variable):
        return Path(env[variable])
    if os.name == "nt":
        return Path(env.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local")
    return Path(env.get("HOME") or Path.home()) / default


def _from_file(path: Path | None) -> dict[str, _Given]:
    if path is None:
        return {}
    try:
        text = path.read_text("utf-8")
    except UnicodeDecodeError as error:
        raise ConfigError(f"{path} is not UTF-8 text") from error
    except OSError as error:
        raise ConfigError(f"cannot read {path}: {error.strerror}") from error
    try:
        table = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise ConfigError(f"{path} is no valid TOML: {error}") from error
    given = {}
    for name in _TRUSTED.keys() & table.keys() if path == Path(FILE_NAME) else ():
        del table[name]
        say(
            f"note: {path} line {_line_of(name, text)}: [{name}] is ignored: it {_TRUSTED[name]}, and "
            f"a folder's own file may not. Put it in your own {FILE_NAME} (agent doctor names the folder), "
            "or name the file with --config",
            err=True,
        )
    for name, value in table.items():
        line = _line_of(name, text)
        source = f"{path} line {line}"
        _check_name(name, Settings.model_fields, source)
        lines = dict(_lines_of(_table(value), line, text))
        given[name] = _Given(value, source, {part: f"{path} line {lines[part]}" for part in lines})
        for part, own in _table(value).items() if name in _TABLES else ():
            for key in _table(own):
                place = given[name].place(part, key)
                _check_name(key, _TABLES[name].model_fields, place, f"{name}.{part} has no setting")
    return given


def _check_roles(given: _Given | None) -> None:
    """Whether there are such roles. Raises ConfigError naming the nearest."""
    if given is None or not _table(given.value):
        return
    from agent.preset.composition import ROLES

    for role in _table(given.value):
        _check_name(role, ROLES, given.place(role), "no role is called")


def _check_values(settings: Settings, given: Mapping[str, _Given]) -> None:
    """What has to exist by name. Raises ConfigError with the place that names it."""
    if not _NAMES & given.keys():
        return  # most commands do without what the names stand for
    from agent.guard.allowance import checked, find_policy
    from agent.preset.preset import find_preset

    checks: dict[str, Callable[[], object]] = {
        "preset": lambda: find_preset(settings.preset),
        "guard": lambda: find_policy(settings.guard),
        "allow": lambda: checked(settings.allow),
    }
    for name in (name for name in checks if name in given):
        try:
            checks[name]()
        except ConfigError as error:
            raise ConfigError(f"{given[name].source}: {error}") from None


def _from_environment(env: Mapping[str, str]) -> dict[str, _Given]:
    given = {field: _Given(env[name], name) for name, field in VARIABLES.items() if env.get(name)}
    if env.get(_SOCKET):
        server = ServerAddress.parse(env[_SOCKET])
        given |= {"adb_host": _Given(server.host, _SOCKET), "adb_port": _Given(server.port, _SOCKET)}
    for name, text in env.items():
        if not name.startswith(PREFIX) or name in _PLACES or not text:
            continue
        _check_name(name, OWN_VARIABLES, "the environment")
        field = OWN_VARIABLES[name]
        given[field] = _Given(_parsed(field, text), name)
    return given


def _parsed(field: str, text: str) -> object:
    """A variable's text as its setting's value: lists are parted by commas, roles are ROLE=MODEL."""
    parts = [part.strip() for part in text.split(",") if part.strip()]
    match field:
        case "allow" | "apps" | "private_apps" | "adb_servers" | "tools":
            return parts
        case "roles":
            pairs = [part.partition("=") for part in parts]
            if not all(role and model for role, _, model in pairs):
                raise ConfigError(f"TAPWRIGHT_ROLES: {text!r} is no list of ROLE=NAME")
            return {role.strip(): {"model": model.strip()} for role, _, model in pairs}
        case _:
            return text


def _from_flags(flags: Mapping[str, object]) -> dict[str, _Given]:
    """An empty one is no way to leave it out: it may be a variable of the shell that is not set."""
    given = {
        name: _Given(value, _FLAGS.get(name, f"--{name.replace('_', '-')}"))
        for name, value in flags.items()
        if value is not None
    }
    for flag in given.values():
        if flag.value == frozenset() or (isinstance(flag.value, str) and not flag.value.strip()):
            raise ConfigError(f"{flag.source} names nothing", "Give a value, or leave it out")
    return given


def _over(earlier: dict[str, _Given], later: dict[str, _Given]) -> dict[str, _Given]:
    """What a later place says wins; of the models of roles, what it says of each role."""
    merged = earlier | later
    if "roles" in earlier and "roles" in later:
        old, new = _table(earlier["roles"].value), _table(later["roles"].value)
        roles = {role: _table(old.get(role)) | _table(new.get(role)) for role in old | new}
        places = {**earlier["roles"].parts, **{role: later["roles"].place(role) for role in new}}
        merged["roles"] = _Given(roles, later["roles"].source, places)
    return merged


def _table(value: object) -> dict[str, object]:
    return value if isinstance(value, dict) else {}


def _check_name(
    name: str, known: Mapping[str, object], source: str, wrong: str = "there is no setting"
) -> None:
    if name not in known:
        raise ConfigError(f"{source}: {wrong} {name}", nearest(name, known))


def _line_of(name: str, text: str, start: int = 1, before: str = r"\[*\s*[\"']?") -> int:
    """The line, from `start` on, on which a key stands behind such a beginning; tomllib does not tell."""
    pattern = re.compile(rf"\s*(?!#){before}{re.escape(name)}[\"']?\s*[=.\]]")
    lines = text.splitlines()[start - 1 :]
    return next((number for number, line in enumerate(lines, start) if pattern.match(line)), start)


def _line_within(table: int, name: str, text: str) -> int:
    """The line of a key of the table that begins on a line: below it, or on the same line."""
    return _line_of(name, text, table, before=r"(?:.*[\s.{,\[\"'])?")


def _lines_of(
    table: Mapping[str, object], line: int, text: str, before: str = ""
) -> Iterator[tuple[str, int]]:
    """The lines of all keys in a table that begins on a line, by the names that lead to them."""
    for name, value in table.items():
        own = _line_within(line, name, text)
        yield before + name, own
        yield from _lines_of(_table(value), own, text, f"{before}{name}.")


def _in_words(message: str) -> str:
    """Pydantic's message without its capital."""
    if message == "Field required":
        return "is missing"
    if message == "Input should be a valid tuple":
        return 'should be a list, as ["python", "cards.py"]'
    text = message.removeprefix("Input ").removeprefix("Value error, ")
    return text[:1].lower() + text[1:]
