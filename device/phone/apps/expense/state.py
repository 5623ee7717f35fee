"""Where the screens of Pro Expense are, and what they all need."""

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import TypeVar

from device.phone.apps.activity import AppActivity
from device.phone.apps.expense.category import FOOD
from device.phone.apps.expense.money import CURRENCIES
from device.phone.apps.expense.store import ExpenseRecord, preference
from device.phone.system.context import Context
from device.phone.system.language import translated
from device.phone.system.timetext import local_now
from device.phone.system.zone import wall_clock
from device.phone.widget import DatePick, TimePick

MAIN = "com.arduia.expense.ui.MainActivity"
"""Every page is a record of this activity, as the real app has fragments in it."""
NAME, AMOUNT, NOTE, SEARCH = "name", "amount", "note", "search"
"""Keys of text fields."""


@dataclass(frozen=True, slots=True)
class ExpensePageState:
    """A page that the drawer leads to: home, statistics, backup, feedback, about or settings."""

    page: str = "home"
    drawer: bool = False
    dialog: str = ""
    chosen: int = 0
    """The expense or backup a dialog is about."""
    choice: str = ""
    """What is marked in a dialog, before it is accepted."""


@dataclass(frozen=True, slots=True)
class ExpenseSpan:
    """Which expenses are listed, and in which order."""

    start: date | None = None
    end: date | None = None
    """Both days count; None = no bound."""
    category: int = 0
    """0 = all."""
    oldest_first: bool = False


@dataclass(frozen=True, slots=True)
class LogState:
    """The list of everything."""

    drawer: bool = False
    dialog: str = ""
    chosen: int = 0
    selected: tuple[int, ...] = ()
    swiped: int = 0
    """The row pushed aside, its Delete showing."""
    span: ExpenseSpan = field(default_factory=ExpenseSpan)
    draft: ExpenseSpan = field(default_factory=ExpenseSpan)
    """What the filter's sheet shows until it is applied."""
    first: int = 0
    """Of the sheet's strip of categories."""
    pick: DatePick | None = None


@dataclass(frozen=True, slots=True)
class EntryState:
    """The form of one expense."""

    id: int = 0
    """0 = a new one."""
    category: int = FOOD
    lead: int = FOOD
    """The category that comes first in the strip."""
    first: int = 0
    moment_ms: int = 0
    locked: bool = False
    """Saving clears the form for the next one instead of leaving it."""
    lacks_amount: bool = False
    date: DatePick | None = None
    time: TimePick | None = None


@dataclass(frozen=True, slots=True)
class ExpenseWelcomeState:
    """What is asked at the very first start."""

    step: int = 0
    """0 = the language, 1 = the currency."""
    language: str = ""
    currency: str = CURRENCIES[0].code


S = TypeVar("S", bound=ExpensePageState | LogState | EntryState | ExpenseWelcomeState)


class ExpenseActivity(AppActivity[S]):
    """An activity of Pro Expense, with its state at hand; texts are in the app's own language."""

    __slots__ = ("currency", "today")

    def __init__(self, context: Context, kind: type[S]) -> None:
        super().__init__(context, kind)
        code = preference(context, "currency")
        self.currency = next((one for one in CURRENCIES if one.code == code), CURRENCIES[0])
        self.today = local_now(context).date()
        language = preference(context, "language")
        if language:
            self.tr = lambda text: translated(text, language, __name__)

    def go(self, page: str) -> None:
        """Open a page of the drawer; only Home stays below it."""
        now = self.context.activity.state
        here = now.page if isinstance(now, ExpensePageState) else "logs"
        if here == page:
            self.set(drawer=False)
        elif page == "home":
            self.context.finish()
        elif here == "home":
            self.set(drawer=False)
            self.context.start(MAIN, page=page)
        else:
            self.context.finish()
            self.context.start(MAIN, page=page)


def within(span: ExpenseSpan, found: ExpenseRecord, context: Context) -> bool:
    """Whether an expense is among those listed."""
    if span.category and found.category != span.category:
        return False
    if span.start is None and span.end is None:
        return True
    day = local_at(found.modified_ms, context.clock.timezone).date()
    return (span.start is None or day >= span.start) and (span.end is None or day <= span.end)


def local_at(date_ms: int, timezone: str) -> datetime:
    """A moment (milliseconds since 1970 UTC) on the clocks of a zone."""
    return wall_clock(timezone, date_ms)
