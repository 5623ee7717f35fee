"""Where somebody is in the browser: its tabs, and what is open over them."""

from dataclasses import dataclass, replace

from device.phone.apps.activity import AppActivity
from device.phone.web.page import Act, Page, Pairs
from device.phone.widget import DatePick, TimePick

PACKAGE = "com.android.chrome"
MAIN = "com.google.android.apps.chrome.Main"
NEW_TAB = "chrome-native://newtab/"
ADDRESS = "url_bar"
FIND = "find_query"
PROMPT = "prompt_text"
"""Keys of text fields; the last is that of prompt()."""


@dataclass(frozen=True, slots=True)
class BrowserEntry:
    """One place of a tab's history."""

    url: str
    title: str = ""
    document: int = 0
    """Entries of one document differ only in what its scripts made of its address."""
    state: str = "null"
    """What history.state holds there, as JSON."""
    scroll: float = 0.0
    """How far down it was, in CSS pixels, when it was left for another place of its document."""


@dataclass(frozen=True, slots=True)
class BrowserAsked:
    """A question of a page, and what it was about to do."""

    kind: str
    text: str
    given: str
    act: Act | None
    """None: it was loading."""


@dataclass(frozen=True, slots=True)
class BrowserTab:
    """One tab."""

    id: int
    entries: tuple[BrowserEntry, ...]
    at: int = 0
    page: Page | None = None
    """None for a new tab and for what could not be opened."""
    error: str = ""
    """Why there is no page: one of Chrome's names for it (ERR_...)."""
    trouble: str = ""
    """"hung" or "crashed"."""
    why: str = ""
    told: bool = True
    """Whether the trouble's dialog was put away."""
    alerts: tuple[str, ...] = ()
    asked: BrowserAsked | None = None
    sent: str = ""
    """Where its page wants to go once its alerts are read, as JSON."""
    wanted: tuple[tuple[str, str], ...] = ()
    """What its page's scripts asked for and have no answer yet: number and address."""
    stored: Pairs = ()
    """Its sessionStorage."""
    desktop: bool = False
    private: bool = False
    opener: int = 0
    """Id of the tab whose page opened it; 0 = none did."""
    hops: int = 0
    """Addresses it was sent on to without anybody touching it."""

    @property
    def entry(self) -> BrowserEntry:
        """Where it is."""
        return self.entries[self.at]

    @property
    def url(self) -> str:
        """Its address."""
        return self.entry.url


FRESH = BrowserTab(1, (BrowserEntry(NEW_TAB),))


@dataclass(frozen=True, slots=True)
class BrowserMainState:
    """The browser."""

    tabs: tuple[BrowserTab, ...] = (FRESH,)
    chosen: int = 1
    """Id of the tab that shows."""
    next: int = 2
    mode: str = ""
    """"" | "address" | "find" | "tabs" | "history" | "bookmarks" | "downloads" | "settings"."""
    dialog: str = ""
    about: str = ""
    """What the dialog is about: a link's address, the nid of a list, the key of a row."""
    found: int = 0
    """Which match of the search in the page is shown."""
    date: DatePick | None = None
    clock: TimePick | None = None
    """A date or time being picked."""
    step: str = ""
    """Page of the first start: "" once it is through."""

    @property
    def tab(self) -> BrowserTab:
        """The one that shows."""
        return next((tab for tab in self.tabs if tab.id == self.chosen), self.tabs[0])

    def with_tab(self, tab: BrowserTab) -> "BrowserMainState":
        """The same with one tab replaced by its next state."""
        return replace(self, tabs=tuple(tab if one.id == tab.id else one for one in self.tabs))


class BrowserActivity(AppActivity[BrowserMainState]):
    """The browser with its state at hand."""

    __slots__ = ()

    @property
    def tab(self) -> BrowserTab:
        """The tab that shows."""
        return self.state.tab

    def put(self, tab: BrowserTab) -> None:
        """Replace a tab."""
        self.state = self.state.with_tab(tab)
        self.context.set(self.state)


def scroll_key(tab: BrowserTab) -> str:
    """Where the activity keeps how far a tab's document is scrolled."""
    return f"page{tab.id}.{tab.entry.document}"


def field_key(tab: BrowserTab, nid: int) -> str:
    """Where it keeps the text of one of the document's fields."""
    return f"web{tab.id}.{tab.entry.document}.{nid}"
