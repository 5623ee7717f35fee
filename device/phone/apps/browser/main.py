"""The browser's main screen: the bar, and the page or what stands in its place."""

from device.phone.apps.browser.acting import start_again
from device.phone.apps.browser.address import begin_typing, typing_bar
from device.phone.apps.browser.error import error_view
from device.phone.apps.browser.find import find_bar
from device.phone.apps.browser.home import show_home
from device.phone.apps.browser.menu import overlay
from device.phone.apps.browser.shown import page_view
from device.phone.apps.browser.state import ADDRESS, FIND, NEW_TAB, BrowserActivity, scroll_key
from device.phone.apps.browser.suggest import show_suggestions
from device.phone.apps.browser.surf import go
from device.phone.apps.browser.wish import gallery
from device.phone.toolkit.still import fixed
from device.phone.toolkit.view import Screen, View
from device.phone.toolkit.viewpart import CENTRED, FILL, GROWING, Box, Flow, Icon, Surface, Text
from device.phone.web.address import shown_address
from device.phone.web.engine import PageCrashed, PageHung
from device.phone.web.show import PageWindow
from device.phone.web.work import at_work
from device.phone.widget import button, icon_button, page

GROUND = "surface"
_PRIVATE = "#35363A"


def show_main(hands: BrowserActivity) -> Screen:
    """Bar and page; while an address is typed, what fits it."""
    state, tab = hands.state, hands.tab
    if state.mode == "address":
        return Screen(page(typing_bar(hands), show_suggestions(hands)), title=hands.tr("Chrome"))
    bar = find_bar(hands) if state.mode == "find" else _bar(hands)
    body = _body(hands)
    return Screen(page(bar, body), overlay=overlay(hands), title=tab.entry.title or hands.tr("Chrome"))


# -- the page ----------------------------------------------------------------------------------------------
def _body(hands: BrowserActivity) -> View:
    tab = hands.tab
    if tab.page is not None and tab.trouble != "crashed":
        try:
            return _shown(hands)
        except (PageHung, PageCrashed):
            return _broken(hands)
    if tab.trouble == "crashed":
        return _broken(hands)
    return error_view(hands) if tab.error else show_home(hands)


def _shown(hands: BrowserActivity) -> View:
    tab = hands.tab
    assert tab.page is not None
    key = scroll_key(tab)
    query = hands.context.text(FIND) if hands.state.mode == "find" else ""
    with at_work(tab.page, gallery(hands, tab)) as session:
        paper = session.paper
        dots = hands.context.density * paper.scale
        offset = hands.context.activity.layout.scroll.get(key, 0)
        limit = max(0.0, paper.height - paper.view.height / paper.scale)
        shifts = hands.context.activity.layout.scroll.items()
        aside = tuple(
            (int(name.removeprefix(f"{key}.x")), far / dots)
            for name, far in shifts
            if name.startswith(f"{key}.x")
        )
        window = PageWindow(min(offset / dots, limit), hands.context.display.room_size[1] / dots, aside)
        return page_view(hands, paper, window, key, tab.entry.title, query)


def _broken(hands: BrowserActivity) -> View:
    """Chrome's page for a page that broke."""
    tr = hands.tr
    again = button(tr("Reload"), lambda: start_again(hands), resource_id="sad_tab_button")
    return View(
        "ScrollView",
        "sad_tab",
        box=Box(width=FILL, weight=1.0, padding=(32.0, 64.0, 32.0, 24.0)),
        flow=Flow(gap=16.0),
        children=(
            fixed("ImageView", icon=Icon("sentiment_dissatisfied", "outline", size=64.0), important=False),
            fixed("TextView", "sad_tab_title", Text(tr("Aw, Snap!"), style="headline_small")),
            fixed(
                "TextView",
                "sad_tab_message",
                Text(tr("Something went wrong while displaying this webpage."), style="body_large"),
            ),
            fixed(
                "TextView",
                "sad_tab_reason",
                Text(hands.tab.why[:200], style="body_small", colour="on_surface_variant"),
            ),
            again,
        ),
    )


# -- bars --------------------------------------------------------------------------------------------------
def _bar(hands: BrowserActivity) -> View:
    tr, private = hands.tr, hands.tab.private
    ink = "#E8EAED" if private else "on_surface"
    home = icon_button(
        Icon("home", ink), tr("Home"), lambda: go(hands, NEW_TAB), resource_id="home_button", size=44.0
    )
    more = icon_button(
        Icon("more_vert", ink),
        tr("More options"),
        lambda: hands.open("menu"),
        resource_id="menu_button",
        size=40.0,
    )
    return View(
        "FrameLayout",
        "toolbar",
        box=Box(width=FILL, height=56.0, padding=(4.0, 0.0, 4.0, 0.0)),
        flow=Flow("row", gap=2.0, align="center"),
        surface=Surface(_PRIVATE if private else GROUND),
        children=(home, _place(hands, ink), _tabs(hands, ink), more),
    )


def _place(hands: BrowserActivity, ink: str) -> View:
    """Where one is, to be touched and written anew."""
    tab, tr = hands.tab, hands.tr
    words = shown_address(tab.url)
    return View(
        "LinearLayout",
        "location_bar",
        box=Box(height=44.0, weight=1.0, padding=(16.0, 0.0, 8.0, 0.0)),
        flow=Flow("row", gap=8.0, align="center"),
        surface=Surface("#3C4043" if tab.private else "surface_container_high", radius=22.0),
        on_tap=lambda: begin_typing(hands),
        children=(
            fixed(
                "ImageView",
                "location_bar_status_icon",
                content_description=tr("Site information"),
                icon=Icon(_sign(tab.url), ink, size=18.0),
            ),
            View(
                "EditText",
                ADDRESS,
                Text(
                    words or tr("Search or type web address"),
                    style="body_large",
                    colour=ink if words else "#9AA0A6" if tab.private else "on_surface_variant",
                    max_lines=1,
                ),
                box=GROWING,
                on_tap=lambda: begin_typing(hands),
                on_long_press=lambda: hands.open("address"),
            ),
        ),
    )


def _tabs(hands: BrowserActivity, ink: str) -> View:
    """How many tabs are open; leads to them."""
    count = sum(one.private == hands.tab.private for one in hands.state.tabs)
    number = fixed(
        "TextView",
        text=Text(str(count) if count < 100 else ":D", style="12/700/16", colour=ink, align="center"),
        box=Box(width=22.0, height=22.0),
        flow=CENTRED,
        surface=Surface(radius=5.0, border=ink, border_width=2.0),
        important=False,
    )
    return View(
        "ImageButton",
        "tab_switcher_button",
        content_description=_counted(hands, count),
        box=Box(width=40.0, height=48.0),
        flow=Flow("stack", align="center", justify="center"),
        on_tap=lambda: hands.set(mode="tabs"),
        children=(number,),
    )


def _sign(url: str) -> str:
    return "lock" if url.startswith("https:") else "search" if url == NEW_TAB else "info"


def _counted(hands: BrowserActivity, count: int) -> str:
    if count == 1:
        return hands.tr("1 open tab, tap to switch tabs")
    return hands.tr("{} open tabs, tap to switch tabs").format(count)
