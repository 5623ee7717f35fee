"""Intents as `am` reads and prints them."""

from collections.abc import Callable
from dataclasses import dataclass, field

from device.phone.shell.call import Call
from device.phone.shell.stream import well_formed
from device.phone.system.intent import Extra, Intent
from device.phone.system.intenturi import IntentUri, IntentUriFault, read_intent_uri

MAIN = "android.intent.action.MAIN"
LAUNCHER = "android.intent.category.LAUNCHER"
_SECRET_SCHEMES = frozenset({"tel", "sip", "sms", "smsto", "mailto", "nfc"})
_WEB_SCHEMES = frozenset({"http", "https", "ftp", "rtsp"})
_LISTS = frozenset({"--eia", "--eial", "--ela", "--elal", "--efa", "--efal", "--esa", "--esal"})
_BARE = frozenset({
    "--grant-read-uri-permission", "--grant-write-uri-permission", "--grant-persistable-uri-permission",
    "--grant-prefix-uri-permission", "--debug-log-resolution", "--exclude-stopped-packages",
    "--include-stopped-packages", "--activity-brought-to-front", "--activity-clear-top",
    "--activity-clear-when-task-reset", "--activity-exclude-from-recents",
    "--activity-launched-from-history", "--activity-multiple-task", "--activity-no-animation",
    "--activity-no-history", "--activity-no-user-action", "--activity-previous-is-top",
    "--activity-reorder-to-front", "--activity-reset-task-if-needed", "--activity-single-top",
    "--activity-clear-task", "--activity-task-on-home", "--receiver-registered-only",
    "--receiver-replace-pending", "--receiver-foreground", "--receiver-no-abort", "--selector",
})  # fmt: skip
_VALUED = {"-a": "action", "-d": "data", "-t": "type", "-p": "package", "-n": "component"}
"""Option -> field of Given."""


class IntentFault(Exception):
    """The arguments make no intent: class and message of the exception the real command dies of."""

    def __init__(self, kind: str, message: str) -> None:
        super().__init__(f"{kind}: {message}")
        self.kind = kind
        self.message = message


@dataclass(slots=True)
class Given:
    """What the arguments say."""

    action: str = ""
    data: str = ""
    type: str = ""
    package: str = ""
    component: str = ""
    categories: list[str] = field(default_factory=list)
    flags: int = 0
    extras: dict[str, Extra] = field(default_factory=dict)
    bare_package: bool = False
    """A package alone was named: its launcher activity is meant."""

    def intent(self) -> Intent:
        """For the phone."""
        return Intent(
            self.action or MAIN,
            self.data,
            self.type,
            self.package,
            full_component(self.component),
            tuple(self.categories),
            dict(self.extras),
        )

    def fill_in(self, base: IntentUri) -> None:
        """Take from another intent what was not said."""
        other = base.intent
        self.action = self.action or other.action
        if not (self.data or self.type):
            self.data, self.type = other.data, other.type
        self.package = self.package or other.package
        self.component = self.component or other.component
        self.categories = self.categories or list(other.categories)
        self.flags |= base.flags
        self.extras = {**other.extras, **self.extras}

    def shown(self, flags: int = 0) -> str:
        """As Intent.toString has it."""
        parts = []
        if self.action:
            parts.append(f"act={self.action}")
        if self.categories:
            parts.append(f"cat=[{','.join(self.categories)}]")
        if self.data:
            parts.append(f"dat={safe_uri(self.data)}")
        if self.type:
            parts.append(f"typ={self.type}")
        if self.flags | flags:
            parts.append(f"flg=0x{self.flags | flags:x}")
        if self.package:
            parts.append(f"pkg={self.package}")
        if self.component:
            parts.append(f"cmp={short_component(full_component(self.component))}")
        if self.extras:
            parts.append("(has extras)")
        return "Intent { " + "".join(part + " " for part in parts) + "}"


def full_component(component: str) -> str:
    """package/.Class with its class written out."""
    package, slash, name = component.partition("/")
    return f"{package}/{package}{name}" if slash and name.startswith(".") else component


def short_component(component: str) -> str:
    """package/.Class where the class is in the package."""
    package, _, name = component.partition("/")
    return f"{package}/{name.removeprefix(package)}" if name.startswith(package + ".") else component


def safe_uri(uri: str) -> str:
    """A URI as logs show it: nothing private in it."""
    scheme, colon, rest = uri.partition(":")
    if not colon:
        return uri
    if scheme.lower() in _SECRET_SCHEMES:
        return f"{scheme}:" + "".join(char if char in "-@." else "x" for char in rest)
    if scheme.lower() in _WEB_SCHEMES:
        host = rest.removeprefix("//").split("/", 1)[0].rpartition("@")[2]
        return f"{scheme}://{host}/..."
    return f"{scheme}:{rest.split('#', 1)[0].split('?', 1)[0]}"


def read_intent(args: list[str], own: dict[str, bool]) -> tuple[Given, dict[str, str]]:
    """The intent in the arguments, and the command's own options (name -> whether it takes a value).

    Raises IntentFault.
    """
    given = Given()
    options: dict[str, str] = {}
    operand = ""
    queue = [well_formed(arg) for arg in args][::-1]
    while queue:
        arg = queue.pop()
        if not arg:
            continue
        if arg in own:
            options[arg] = _next(queue, arg) if own[arg] else ""
        elif arg in _VALUED:
            setattr(given, _VALUED[arg], _next(queue, arg))
        elif arg == "-c" or (arg.startswith("-c") and "." in arg):
            given.categories.append(arg[2:] or _next(queue, arg))
        elif arg == "-f":
            given.flags |= _integer(_next(queue, arg))
        elif arg in _BARE:
            continue
        elif arg == "-i":  # what it is called: nothing here asks
            _next(queue, arg)
        elif arg.startswith("-"):
            _extra(arg, queue, given)
        else:
            operand = operand or arg
    if operand:
        _operand(operand, given)
    if given.component and "/" not in given.component:
        raise IntentFault("java.lang.IllegalArgumentException", f"Bad component name: {given.component}")
    return given, options


def _next(queue: list[str], option: str) -> str:
    if not queue:
        raise IntentFault("java.lang.IllegalArgumentException", f'Argument expected after "{option}"')
    return queue.pop()


def _integer(text: str) -> int:
    try:
        return int(text, 0)
    except ValueError:
        raise IntentFault("java.lang.NumberFormatException", f'For input string: "{text}"') from None


def _extra(option: str, queue: list[str], given: Given) -> None:
    if option in ("-e", "--es", "--eu", "--ecn"):
        key = _next(queue, option)
        given.extras[key] = _next(queue, option)
    elif option in ("--ei", "--el"):
        key = _next(queue, option)
        given.extras[key] = _integer(_next(queue, option))
    elif option in ("--ef", "--ed"):
        key = _next(queue, option)
        text = _next(queue, option)
        try:
            given.extras[key] = float(text)
        except ValueError:
            raise IntentFault("java.lang.NumberFormatException", f'For input string: "{text}"') from None
    elif option == "--ez":
        key = _next(queue, option)
        given.extras[key] = _next(queue, option).lower() in ("true", "t", "1")
    elif option == "--esn":
        key = _next(queue, option)
        given.extras[key] = ""
    elif option in _LISTS:
        key = _next(queue, option)
        given.extras[key] = _next(queue, option)
    else:
        raise IntentFault("java.lang.IllegalArgumentException", f"Unknown option: {option}")


def _operand(arg: str, given: Given) -> None:
    """A URI, a component or a package, by its look: it says what the options do not."""
    if ":" in arg:
        try:
            given.fill_in(read_intent_uri(arg))
        except IntentUriFault as fault:
            number = str(fault).startswith("For input string")
            kind = "java.lang.NumberFormatException" if number else "java.lang.RuntimeException"
            raise IntentFault(kind, str(fault)) from None
    elif "/" in arg:
        given.component = given.component or arg
    else:
        given.package = given.package or arg
        given.bare_package = True


def operands(args: list[str], valued: tuple[str, ...] = ("--user",)) -> tuple[set[str], list[str]]:
    """Flags and operands."""
    flags: set[str] = set()
    found: list[str] = []
    queue = [arg for arg in args if arg][::-1]
    while queue:
        arg = queue.pop()
        if arg in valued:
            del queue[-1:]
        elif arg.startswith("-"):
            flags.add(arg)
        else:
            found.append(arg)
    return flags, found


def died(call: Call, verb: str, kind: str, message: str) -> int:
    """What an unhandled exception in the real command looks like."""
    call.err(f"\nException occurred while executing '{verb}':\n{kind}: {message}")
    return 255


def by_verb(call: Call, title: str, verbs: dict[str, Callable[[Call, list[str]], int]]) -> int:
    """Run the verb a manager's command line begins with; without one, list them under `title`.

    As on Android asking for help fails, too.
    """
    if not call.args or call.args[0] in ("help", "-h"):
        call.out(f"{title} commands:\n" + "".join(f"  {name}\n" for name in ("help", *sorted(verbs))))
        return 255
    verb = call.args[0]
    action = verbs.get(verb)
    if action is None:
        return call.unknown(verb)
    try:
        return action(call, call.args[1:])
    except IntentFault as fault:
        return died(call, verb, fault.kind, fault.message)
