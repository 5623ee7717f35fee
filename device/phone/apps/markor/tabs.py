"""The main screen: Files, To-Do, QuickNote, More."""

from device.phone.apps.markor.browser import add_button, browser, browser_overlay, close_browser
from device.phone.apps.markor.document import editor_items, editor_overlay
from device.phone.apps.markor.editor import editor, editor_actions, open_paper, save
from device.phone.apps.markor.more import about, more
from device.phone.apps.markor.state import QUICKNOTE, TODO, MarkorActivity, MarkorMainState, MarkorPaper
from device.phone.toolkit.view import Overlay, Screen, View
from device.phone.widget import Tab, bottom_bar, icon_button, menu, page, top_bar

Main = MarkorActivity[MarkorMainState]
TABS = ("files", "todo", "quicknote", "more")
_PAPERS = {"todo": TODO, "quicknote": QUICKNOTE}
_BAR = 80.0
"""dp of the bottom bar."""


def show_main(hands: Main) -> Screen:
    """The tab that is open over the bar of tabs."""
    tr, tab = hands.tr, hands.state.tab
    button = None
    if tab in _PAPERS:
        parts = (_editor_bar(hands), *editor(hands))
    elif tab == "more":
        parts = (top_bar(tr("More")), more(hands))
    else:
        parts, button = browser(hands), add_button(hands)
    places = [
        Tab(tr("Files"), "folder", "nav_notebook"),
        Tab(tr("To-Do"), "checklist", "nav_todo"),
        Tab(tr("QuickNote"), "bolt", "nav_quicknote"),
        Tab(tr("More"), "more_horiz", "nav_more"),
    ]
    typing = hands.context.keyboard_shown and (tab in _PAPERS or hands.state.searching)
    foot = () if typing else (bottom_bar(places, TABS.index(tab), lambda at: show_tab(hands, TABS[at])),)
    return Screen(
        page(*parts, *foot, fab=button, fab_bottom=_BAR + 16.0), overlay=_overlay(hands), title=tr("Markor")
    )


def show_tab(hands: Main, tab: str) -> None:
    """Go to a tab; what was typed in the one before is saved."""
    if not save(hands):
        return
    hands.context.focus("")
    hands.set(tab=tab, paper=MarkorPaper(), selected=(), dialog="", searching=False)
    if tab in _PAPERS:
        open_paper(hands, _PAPERS[tab])


def back(hands: Main) -> bool:
    """Back: leaves what is open in the list; any other tab gives way to the list."""
    if hands.state.tab == "files":
        return close_browser(hands)
    show_tab(hands, "files")
    return True


def _editor_bar(hands: Main) -> View:
    tr = hands.tr
    title = tr("To-Do") if hands.state.tab == "todo" else tr("QuickNote")
    more_icon = icon_button("more_vert", tr("More options"), hands.doing("menu"))
    return top_bar(title, title_style="title_medium", actions=editor_actions(hands, more_icon))


def _overlay(hands: Main) -> Overlay | None:
    if hands.state.tab == "files":
        return browser_overlay(hands)
    if hands.state.tab in _PAPERS:
        if hands.state.dialog == "menu":
            return menu(editor_items(hands), hands.close)
        return editor_overlay(hands)
    if hands.state.dialog == "about":
        return about(hands)
    return None
