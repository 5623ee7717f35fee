"""The browser's own pages: tabs, history, bookmarks, downloads, settings."""

from collections.abc import Callable
from datetime import timedelta

from device.phone.apps.browser.frame import framed, open_from_list
from device.phone.apps.browser.shelf import show_bookmarks, show_downloads
from device.phone.apps.browser.state import PACKAGE, BrowserActivity, BrowserTab
from device.phone.apps.browser.store import (
    Visit,
    clear_data,
    forget_visit,
    visits,
)
from device.phone.apps.browser.surf import close_tab, new_tab
from device.phone.apps.preference import is_on, set_preference
from device.phone.system.timetext import day_text, local_now
from device.phone.toolkit.view import Overlay, Screen, View
from device.phone.toolkit.viewpart import FILL, Box, Icon, Surface
from device.phone.web.address import shown_address
from device.phone.widget import (
    Choice,
    TileLook,
    check_tile,
    dialog,
    empty,
    icon_button,
    long_scroll,
    scroll,
    section,
    switch_tile,
    tile,
)


def show_page(hands: BrowserActivity) -> Screen:
    """The one that is open."""
    shown: dict[str, Callable[[BrowserActivity], Screen]] = {
        "tabs": _tabs,
        "history": _history,
        "bookmarks": show_bookmarks,
        "downloads": show_downloads,
        "settings": _settings,
    }
    return shown[hands.state.mode](hands)


# -- tabs --------------------------------------------------------------------------------------------------
def _tabs(hands: BrowserActivity) -> Screen:
    tr, state = hands.tr, hands.state
    cards = [_card(hands, tab) for tab in state.tabs]
    plus = icon_button(
        Icon("add", "on_surface"),
        tr("New tab"),
        lambda: new_tab(hands, private=False),
        resource_id="new_tab_button",
    )

    def close_all() -> None:
        for tab in state.tabs:
            close_tab(hands, tab.id)
        hands.set(mode="")

    sweep = icon_button("delete_sweep", tr("Close all tabs"), close_all, resource_id="close_all_tabs")
    body = scroll("tabs", cards, resource_id="tab_list_recycler_view", gap=12.0, sides=16.0)
    return framed(hands, tr("Tabs"), body, (plus, sweep))


def _card(hands: BrowserActivity, tab: BrowserTab) -> View:
    tr = hands.tr
    title = tab.entry.title or (tr("New tab") if tab.url.startswith("chrome") else shown_address(tab.url))
    close = icon_button(
        "close",
        tr("Close {} tab").format(title),
        lambda: close_tab(hands, tab.id),
        resource_id="action_button",
    )
    return tile(
        title,
        shown_address(tab.url),
        icon="visibility_off" if tab.private else "public",
        trailing=(close,),
        on_tap=lambda: hands.set(chosen=tab.id, mode=""),
        resource_id="tab_grid_card",
        look=TileLook(
            title_id="tab_title",
            title_lines=1,
            summary_lines=1,
            padding=(16.0, 10.0, 8.0, 10.0),
            selected=tab.id == hands.state.chosen,
            surface=Surface(
                "secondary_container" if tab.id == hands.state.chosen else "surface_container_high",
                radius=16.0,
            ),
        ),
    )


# -- history -----------------------------------------------------------------------------------------------
def _history(hands: BrowserActivity) -> Screen:
    tr = hands.tr
    found = visits(hands.context)
    clear = icon_button(
        "delete", tr("Clear browsing data…"), lambda: hands.open("clear"), resource_id="clear_browsing_data"
    )
    if not found:
        return framed(
            hands,
            tr("History"),
            empty("history", tr("You’ll find your history here")),
            (clear,),
            _clearing(hands),
        )

    def row(place: int) -> View:
        visit = found[place]
        gone = icon_button(
            "close",
            tr("Remove {}").format(visit.title),
            lambda: forget_visit(hands.context, visit.id),
            resource_id="remove",
        )
        return tile(
            visit.title,
            _when(hands, visit),
            icon="public",
            trailing=(gone,),
            on_tap=lambda: open_from_list(hands, visit.url),
            look=TileLook(
                title_id="title",
                summary_id="description",
                title_lines=1,
                summary_lines=1,
                padding=(16.0, 8.0, 8.0, 8.0),
            ),
        )

    body = long_scroll(hands.context, "history", len(found), row, resource_id="history_page_recycler_view")
    return framed(hands, tr("History"), body, (clear,), _clearing(hands))


def _when(hands: BrowserActivity, visit: Visit) -> str:
    days = (hands.context.clock.date_ms - visit.time_ms) // 86_400_000
    if days < 1:
        return shown_address(visit.url)
    day = local_now(hands.context).date() - timedelta(days=days)
    return f"{shown_address(visit.url)} · {day_text(hands.tr, day)}"


def _clearing(hands: BrowserActivity) -> Overlay | None:
    """Which data shall be forgotten."""
    if hands.state.dialog != "clear":
        return None
    tr = hands.tr
    kept = set(hands.state.about.split()) if hands.state.about else {"history", "sites"}

    def turn(name: str, on: bool) -> None:
        chosen = kept | {name} if on else kept - {name}
        hands.set(about=" ".join(sorted(chosen)) or "none")

    def clear() -> None:
        clear_data(hands.context, history="history" in kept, sites="sites" in kept)
        hands.set(dialog="", about="")
        hands.context.toast(tr("Browsing data cleared"))

    rows = (
        check_tile(tr("Browsing history"), "history" in kept, lambda on: turn("history", on), dialog=True),
        check_tile(tr("Cookies and site data"), "sites" in kept, lambda on: turn("sites", on), dialog=True),
    )
    accept = Choice(tr("Clear data"), clear, enabled=bool(kept & {"history", "sites"}))
    return dialog(
        tr("Clear browsing data"),
        rows,
        accept=accept,
        cancel=Choice(tr("Cancel"), lambda: hands.set(dialog="", about="")),
    )


# -- settings ----------------------------------------------------------------------------------------------
def _settings(hands: BrowserActivity) -> Screen:
    tr, context = hands.tr, hands.context
    scripts = not is_on(context, PACKAGE, "scripts_off")

    def turn(on: bool) -> None:
        set_preference(context, PACKAGE, "scripts_off", "" if on else "1")

    rows = (
        section(tr("Basics")),
        tile(tr("Search engine"), "Google"),
        section(tr("Privacy and security")),
        tile(
            tr("Clear browsing data"), tr("History, cookies, site data"), on_tap=lambda: hands.open("clear")
        ),
        section(tr("Site settings")),
        switch_tile(tr("JavaScript"), scripts, turn, summary=tr("Sites can use JavaScript")),
        section(tr("Advanced")),
        tile(tr("Language"), tr("The phone’s language")),
        tile(tr("About Chrome"), "Chrome 124.0.6367.82"),
    )
    body = View(
        "androidx.recyclerview.widget.RecyclerView",
        "recycler_view",
        box=Box(width=FILL, weight=1.0),
        scroll="settings",
        children=rows,
    )
    return framed(hands, tr("Settings"), body, overlay=_clearing(hands))
