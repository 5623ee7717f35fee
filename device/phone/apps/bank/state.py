"""Where the bank's one activity is, and what its pages need."""

from dataclasses import dataclass, replace

from device.phone.apps.activity import AppActivity
from device.phone.apps.bank.ledger import BankAccount, Ledger, ledger
from device.phone.apps.bank.payment import BankDraft

MAIN = "com.oakwaybank.mobile.MainActivity"
SESSION_MS = 5 * 60_000
"""Of uptime without a touch, after which one is signed out."""
PIN, CODE, AMOUNT, NAME, IBAN, REFERENCE, SEARCH = (
    "pin",
    "code",
    "amount",
    "name",
    "iban",
    "reference",
    "search",
)
OLD_PIN, NEW_PIN, LIMIT = "old_pin", "new_pin", "limit"
"""Keys of text fields."""
SECRET = (PIN, CODE, OLD_PIN, NEW_PIN)
KINDS = {"everyday": "Everyday account", "savings": "Savings", "household": "Household account"}
"""What accounts are called."""


@dataclass(frozen=True, slots=True)
class BankPage:
    """One page on the way."""

    name: str
    id: int = 0


@dataclass(frozen=True, slots=True)
class BankState:
    """The activity."""

    signed: bool = False
    seen_ms: int = 0
    """Uptime of the last touch."""
    tab: int = 0
    pages: tuple[BankPage, ...] = ()
    """Open over the tab, the one in front last."""
    dialog: str = ""
    about: int = 0
    draft: BankDraft | None = None
    wrong: tuple[str, ...] = ()
    """Fields that cannot be left as they are."""
    filter: str = "all"
    revealed: bool = False
    """Card details show."""


class BankActivity(AppActivity[BankState]):
    """The bank's activity."""

    __slots__ = ()

    @property
    def ledger(self) -> Ledger:
        """All accounts."""
        return ledger(self.context)

    @property
    def page(self) -> BankPage:
        """The page in front; the tab's own has the name "tab"."""
        return self.state.pages[-1] if self.state.pages else BankPage("tab")

    @property
    def draft(self) -> BankDraft | None:
        """The payment that is being prepared; None when its account is no longer there."""
        draft = self.state.draft
        return draft if draft is not None and draft.source in self.ledger.accounts else None

    @property
    def is_signed_in(self) -> bool:
        """Whether the session goes on."""
        return self.state.signed and self.context.clock.uptime_ms - self.state.seen_ms < SESSION_MS

    def set(self, **changes: object) -> None:
        """As ever; each change is a sign of life."""
        super().set(**{"seen_ms": self.context.clock.uptime_ms, **changes})

    def go(self, name: str, number: int = 0) -> None:
        """Open a page."""
        self.context.focus("")
        self.context.scroll_to(f"{name} {number}", 0)
        self.set(pages=(*self.state.pages, BankPage(name, number)), dialog="", wrong=(), revealed=False)

    def back(self) -> None:
        """To the page before."""
        self.leave()

    def leave(self) -> bool:
        """To the page before; False from a tab."""
        if not self.state.pages:
            return False
        self.context.focus("")
        for key in SECRET:
            self.context.set_text(key, "")
        self.set(pages=self.state.pages[:-1], dialog="", wrong=(), revealed=False)
        return True

    def ask(self, dialog: str, about: int = 0) -> None:
        """Open a dialog about something."""
        self.context.focus("")
        self.set(dialog=dialog, about=about)

    def reached(self) -> bool:
        """Whether the bank can be reached; says so when it cannot."""
        if not self.online:
            self.ask("offline")
        return self.online

    def change(self, **changes: object) -> None:
        """Change the payment that is being prepared."""
        if self.state.draft is not None:
            self.set(draft=replace(self.state.draft, **changes), dialog="", wrong=())  # type: ignore[arg-type]

    def account_name(self, one: BankAccount) -> str:
        """What it is called."""
        return self.tr(KINDS.get(one.kind, one.kind))
