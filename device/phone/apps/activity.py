"""What the screens of an app hold while they are built: their state, and all people."""

from dataclasses import replace
from typing import Generic, TypeVar

from device.phone.apps.preference import preference, set_preference
from device.phone.apps.provider.contact import ContactBook, book
from device.phone.system.context import Context
from device.phone.system.intent import Intent
from device.phone.system.radio import transport

S = TypeVar("S")
T = TypeVar("T")


class AppActivity(Generic[S]):
    """An activity with its state at hand; `S` is a frozen dataclass."""

    __slots__ = ("context", "state", "tr")

    def __init__(self, context: Context, kind: type[S]) -> None:
        self.context = context
        self.state: S = context.state(kind)
        self.tr = context.tr

    @property
    def online(self) -> bool:
        """Whether the internet can be reached."""
        return bool(transport(self.context))

    @property
    def book(self) -> ContactBook:
        """Everybody."""
        return book(self.context)

    def set(self, **changes: object) -> None:
        """Replace fields of the state."""
        self.state = replace(self.state, **changes)  # type: ignore[type-var]
        self.context.set(self.state)

    def kept(self, key: str, default: str = "") -> str:
        """A setting of the app, of those that have preference.py's database."""
        return preference(self.context, self.context.package, key, default)

    def keep(self, key: str, value: str) -> None:
        """Change one; "" forgets it."""
        set_preference(self.context, self.context.package, key, value)

    def open(self, dialog: str) -> None:
        """Open a dialog or menu."""
        self.set(dialog=dialog)

    def close(self) -> None:
        """Close it."""
        self.set(dialog="")

    def begin_search(self, key: str, **changes: object) -> None:
        """Put the cursor into the emptied search field `key`; `S` has `searching`, `changes` go with it."""
        self.context.set_text(key, "")
        self.set(searching=True, **changes)
        self.context.focus(key)

    def leave_search(self) -> None:
        """End it; all shows again."""
        self.context.focus("")
        self.set(searching=False)

    def step_back(self) -> bool:
        """Leave the selection, else the search; False when there is neither. `S` has both."""
        if self.state.selected:  # type: ignore[attr-defined]
            self.set(selected=())
        elif self.state.searching:  # type: ignore[attr-defined]
            self.leave_search()
        else:
            return False
        return True

    def send(self, intent: Intent) -> None:
        """Open what an intent asks for on top of this screen, so that Back returns here."""
        if not self.context.open_on_top(intent):
            self.context.toast(self.tr("No app can perform this action"))


def toggled(chosen: tuple[T, ...], one: T) -> tuple[T, ...]:
    """What is chosen with one thing more, or without it where it was chosen."""
    kept = tuple(other for other in chosen if other != one)
    return kept if len(kept) < len(chosen) else (*chosen, one)
