"""Going from page to page: addresses opened, back and forward, tabs."""

import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from urllib.parse import urlencode, urlsplit, urlunsplit

from device.phone.apps.browser.form import note_post, pairs_of
from device.phone.apps.browser.net import BrowserAnswer, fetch, origin_of, source_of
from device.phone.apps.browser.outside import hand_over, leads_out
from device.phone.apps.browser.reach import reveal_fragment, scroll_page, scrolled
from device.phone.apps.browser.save import download
from device.phone.apps.browser.state import (
    NEW_TAB,
    PACKAGE,
    PROMPT,
    BrowserActivity,
    BrowserAsked,
    BrowserEntry,
    BrowserTab,
    field_key,
    scroll_key,
)
from device.phone.apps.browser.store import remember, stored, visited
from device.phone.apps.browser.wish import MOST_ENTRIES, gallery, grant, moment, viewport
from device.phone.apps.browser.within import WITHIN, move_within
from device.phone.apps.preference import is_on
from device.phone.toolkit.view import FieldText
from device.phone.web.control import is_field
from device.phone.web.engine import PageCrashed, PageHung
from device.phone.web.page import Act, Page
from device.phone.web.source import files_of
from device.phone.web.work import Outcome, at_work, open_page

_MOVES = frozenset(("open", "submit", "history", "reload", "close", "window"))
"""What leads to another page."""
_MOST = {"download": 3, "share": 1, "log": 100, "alert": 20}
_MOST_OTHERS = 500
"""What a page is granted of each kind at a time."""
MOST_HOPS = 20
"""Addresses a page may send on to before it counts as going round in circles."""


# -- opening ---------------------------------------------------------------------------------------------
def go(
    hands: BrowserActivity, url: str, *, instead: bool = False, referrer: str = "", hop: bool = False
) -> None:
    """Open an address in the tab that shows, or in the app that takes it."""
    if leads_out(url):
        url = hand_over(hands, url)
        if not url:
            return
    tab = hands.tab
    document = max((entry.document for entry in tab.entries), default=0) + 1
    entry = BrowserEntry(url, document=document)
    before = tab.entries[: tab.at] if instead else tab.entries[: tab.at + 1]
    entries = (*before, entry)[-MOST_ENTRIES:]
    hops = tab.hops + 1 if hop else 0
    load(hands, replace(tab, entries=entries, at=len(entries) - 1, hops=hops), referrer=referrer)


def load(hands: BrowserActivity, tab: BrowserTab, *, referrer: str = "") -> None:
    """Fetch where a tab is, and open it as a page."""
    _load(hands, tab, referrer)
    remember(hands)


def _load(hands: BrowserActivity, tab: BrowserTab, referrer: str) -> None:
    _forget_fields(hands, tab)
    tab = replace(tab, page=None, error="", trouble="", told=True, alerts=(), asked=None, sent="", wanted=())
    if tab.url.startswith("chrome"):
        hands.put(tab)
        return
    answer = fetch(hands.context, tab.url)
    if tab.hops > MOST_HOPS:
        answer = BrowserAnswer(tab.url, error="ERR_TOO_MANY_REDIRECTS")
    if not answer.error and not answer.shown:
        download(hands, answer)
        back = tab.entries[: tab.at] or (BrowserEntry(NEW_TAB),)
        tab = replace(tab, entries=back, at=len(back) - 1)
        hands.put(tab)
        if not tab.url.startswith("chrome"):
            load(hands, tab)
        return
    if answer.error:
        hands.put(replace(tab, error=answer.error))
        return
    page = Page(
        tab.url,
        source := source_of(answer),
        moment(hands),
        viewport(hands, tab),
        scripts=not is_on(hands.context, PACKAGE, "scripts_off"),
        seed=hands.context.seed * 2654435761 % 4294967296 ^ (moment(hands).uptime_ms & 0xFFFFFFFF),
        files=files_of(source, tab.url, lambda url: _text(hands, url)),
        local=() if tab.private else stored(hands.context, origin_of(tab.url)),
        session=tab.stored,
        referrer=referrer,
    )
    settle_load(hands, tab, page, open_page(page, gallery(hands, replace(tab, page=page))))


def _text(hands: BrowserActivity, url: str) -> str | None:
    answer = fetch(hands.context, url)
    return None if answer.error else answer.data.decode("utf-8", "replace")


def settle_load(hands: BrowserActivity, tab: BrowserTab, page: Page, outcome: Outcome) -> None:
    """Take what came of opening a page."""
    tab = replace(tab, page=outcome.page, trouble=outcome.trouble, why=outcome.why, told=not outcome.trouble)
    if outcome.asked is not None:
        put_question(hands, tab, BrowserAsked(*outcome.asked, act=None))
        return
    tab = named(hands, tab)
    hands.put(tab)
    hands.context.scroll_to(scroll_key(tab), 0)
    if urlsplit(tab.url).fragment:
        reveal_fragment(hands, tab.url)
    if not tab.private and not outcome.trouble:
        visited(hands.context, tab.url, tab.entry.title or tab.url)
    follow(hands, outcome)


def put_question(hands: BrowserActivity, tab: BrowserTab, asked: BrowserAsked) -> None:
    """A page asks the person something; the field of prompt() has what the page put there."""
    hands.put(replace(tab, asked=asked))
    hands.context.set_text(PROMPT, asked.given)


def named(hands: BrowserActivity, tab: BrowserTab) -> BrowserTab:
    """The tab with its page's title, and its fields filled as the page has them."""
    page = tab.page
    if page is None or tab.trouble == "crashed":
        return tab
    try:
        with at_work(page, gallery(hands, tab)) as session:
            title = session.title
            held = hands.context.now().layout.fields
            values = {
                key: element.held.value
                for nid, element in session.paper.elements.items()
                if is_field(element) and ((key := field_key(tab, nid)) in held or element.held.value)
            }
    except (PageHung, PageCrashed):
        return replace(tab, trouble="crashed", told=True)
    for key, value in values.items():
        if hands.context.text(key) != value:
            hands.context.set_text(key, value)
    entry = replace(tab.entry, title=title)
    return replace(tab, entries=(*tab.entries[: tab.at], entry, *tab.entries[tab.at + 1 :]))


def _forget_fields(hands: BrowserActivity, tab: BrowserTab) -> None:
    """Texts of documents that are gone."""
    now = hands.context.now()
    gone = f"web{tab.id}."
    kept: dict[str, FieldText] = {
        key: held for key, held in now.layout.fields.items() if not key.startswith(gone)
    }
    focus = "" if now.layout.focus.startswith(gone) else now.layout.focus
    if len(kept) != len(now.layout.fields) or focus != now.layout.focus:
        hands.context.set_layout(replace(now.layout, fields=kept, focus=focus, toolbar="", marked=""))
    if hands.context.keyboard_shown:
        hands.context.show_keyboard(False)


# -- along the history -----------------------------------------------------------------------------------
def travel(hands: BrowserActivity, by: int) -> bool:
    """Go back (below 0) or forward in the tab that shows; False where there is nothing."""
    tab = hands.tab
    at = tab.at + by
    if not 0 <= at < len(tab.entries) or not by:
        return False
    there = tab.entries[at]
    moved = replace(tab, at=at, hops=0)
    if tab.page is not None and there.document == tab.entry.document:
        left = replace(tab.entry, scroll=scrolled(hands))
        hands.put(replace(moved, entries=(*tab.entries[: tab.at], left, *tab.entries[tab.at + 1 :])))
        from device.phone.apps.browser.acting import act  # noqa: PLC0415  (they need each other)

        act(hands, Act("pop", moment(hands), text=there.url, values=(there.state,)))
        scroll_page(hands, there.scroll)
        return True
    load(hands, moved)
    return True


def reload(hands: BrowserActivity) -> None:
    """Load the page anew."""
    load(hands, replace(hands.tab, hops=0))


def back(hands: BrowserActivity) -> bool:
    """Go back; at its beginning a tab that another one's page opened is closed for that one."""
    tab = hands.tab
    if travel(hands, -1):
        return True
    if not any(other.id == tab.opener for other in hands.state.tabs):
        return False
    close_tab(hands, tab.id)
    hands.set(chosen=tab.opener)
    return True


# -- tabs --------------------------------------------------------------------------------------------------
def new_tab(
    hands: BrowserActivity,
    url: str = NEW_TAB,
    *,
    private: bool | None = None,
    behind: bool = False,
    opener: int = 0,
) -> None:
    """Open another tab, and show it unless it is to stay behind; `opener`: the tab whose page opened it."""
    state = hands.state
    own = state.tab.private if private is None else private
    fresh = BrowserTab(state.next, (BrowserEntry(NEW_TAB),), private=own, opener=opener)
    shown = state.chosen
    hands.set(tabs=(*state.tabs, fresh), chosen=fresh.id, next=state.next + 1, mode="", dialog="")
    if url != NEW_TAB:
        go(hands, url, instead=True)
    if behind:
        hands.set(chosen=shown)
        hands.context.toast(hands.tr("Tab opened in background"))


def close_tab(hands: BrowserActivity, number: int) -> None:
    """Close one; the last leaves a new one behind."""
    state = hands.state
    kept = tuple(tab for tab in state.tabs if tab.id != number)
    if not kept:
        hands.set(
            tabs=(BrowserTab(state.next, (BrowserEntry(NEW_TAB),)),),
            chosen=state.next,
            next=state.next + 1,
            mode="",
        )
        return
    chosen = state.chosen if any(tab.id == state.chosen for tab in kept) else kept[-1].id
    hands.set(tabs=kept, chosen=chosen)


# -- what pages want ---------------------------------------------------------------------------------------
def follow(hands: BrowserActivity, outcome: Outcome, *, touched: bool = False) -> None:
    """Do what a page asked for; `touched` when somebody's touch led to it."""
    counts: Counter[str] = Counter()
    for effect in outcome.effects:
        name, parts = str(effect[0]), effect[1:]
        counts[name] += 1
        if name in _MOVES:
            if touched or not (name == "window" or (name == "open" and leads_out(str(parts[0])))):
                # Chrome blocks pop-ups, and other apps that nobody's touch opened.
                hands.put(replace(hands.tab, sent=json.dumps([name, *parts])))
        elif name in WITHIN:
            if counts[name] <= _MOST_OTHERS:
                move_within(hands, name, parts)
        elif counts[name] <= _MOST.get(name, _MOST_OTHERS):
            grant(hands, name, parts)
    go_where_sent(hands)


def go_where_sent(hands: BrowserActivity) -> None:
    """Leave for where the page wants to, once everything it told was read."""
    tab = hands.tab
    if tab.sent and not tab.alerts:
        name, *parts = json.loads(tab.sent)
        hands.put(replace(tab, sent=""))
        _move(hands, str(name), parts)


def _move(hands: BrowserActivity, name: str, parts: Sequence[object]) -> None:
    """What leads to another page."""
    tab = hands.tab
    if name == "window" and not leads_out(str(parts[0])):
        new_tab(hands, str(parts[0]), opener=tab.id)
    elif name == "window":
        go(hands, str(parts[0]))
    elif name == "open":
        go(hands, str(parts[0]), instead=bool(parts[1]), referrer=tab.url, hop=True)
    elif name == "submit":
        _submit(hands, str(parts[0]), str(parts[1]), parts[2])
    elif name == "history" and isinstance(parts[0], int | float):
        travel(hands, int(parts[0]))
    elif name == "reload":
        load(hands, replace(tab, hops=tab.hops + 1))
    elif name == "close":
        close_tab(hands, tab.id)


def _submit(hands: BrowserActivity, action: str, method: str, entries: object) -> None:
    pairs = pairs_of(entries)
    if method == "post":
        note_post(hands.context, action, pairs)
        go(hands, action, referrer=hands.tab.url)
        return
    parts = urlsplit(action)
    go(
        hands,
        urlunsplit((parts.scheme, parts.netloc, parts.path, urlencode(pairs), "")),
        referrer=hands.tab.url,
    )
