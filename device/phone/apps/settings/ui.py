"""What every row and page of Settings works with: the activity's state and the settings behind it."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from device.phone.system.context import Context
from device.phone.system.setting import Namespace
from device.phone.widget import DatePick, TimePick

SUB_SETTINGS = "com.android.settings.SubSettings"


@dataclass(frozen=True, slots=True)
class SettingsState:
    """One page of Settings that is open."""

    page: str = "home"
    argument: str = ""
    """What the page is about: a package, a network's name."""
    dialog: str = ""
    """Title of the row whose dialog is open."""
    time: TimePick | None = None
    date: DatePick | None = None
    taps: int = 0
    """On the build number."""


@dataclass(frozen=True, slots=True)
class Key:
    """A value in the settings store; `default` counts while it was never put."""

    namespace: Namespace
    name: str
    default: str = "0"


class Ui:
    """The hands of rows and pages."""

    __slots__ = ("context", "state", "tr")

    def __init__(self, context: Context) -> None:
        self.context = context
        self.state = context.state(SettingsState)
        self.tr: Callable[[str], str] = context.tr

    # -- settings ------------------------------------------------------------------------------------
    def get(self, key: Key) -> str:
        """A value as text."""
        return self.context.settings.text(key.namespace, key.name, key.default)

    def number(self, key: Key) -> int:
        """A value as a whole number."""
        try:
            return int(float(self.get(key)))
        except ValueError:
            return 0

    def on(self, key: Key) -> bool:
        """Whether a value reads as anything but 0."""
        return self.number(key) != 0

    def put(self, key: Key, value: str | int | float | bool) -> None:
        """Set a value."""
        self.context.settings.put(key.namespace, key.name, value)

    def names(self, key: Key) -> list[str]:
        """A value that lists names, one a line."""
        return [name for name in self.get(key).split("\n") if name]

    def put_names(self, key: Key, names: list[str]) -> None:
        """Set a value that lists names."""
        self.put(key, "\n".join(names))

    # -- the activity --------------------------------------------------------------------------------
    def set(self, **changes: object) -> None:
        """Replace fields of the activity's state."""
        self.state = replace(self.state, **changes)  # type: ignore[arg-type]
        self.context.set(self.state)

    def ask(self, dialog: str) -> None:
        """Open the dialog of the row with that title."""
        self.set(dialog=dialog)

    def close(self) -> None:
        """Close whatever dialog is open."""
        self.context.focus("")
        self.set(dialog="", time=None, date=None)

    def open(self, page: str, argument: str = "") -> None:
        """Another page on top."""
        self.context.start(SUB_SETTINGS, page=page, argument=argument)
