"""What opens over a page: the menu, a link's menu, what the page tells and asks."""

import posixpath
from collections.abc import Callable, Sequence
from dataclasses import replace
from urllib.parse import urlsplit

from device.phone.apps.browser.acting import answer, dismiss_alert, go_on
from device.phone.apps.browser.bookmark import edit_bookmark, star
from device.phone.apps.browser.link import link_menu
from device.phone.apps.browser.net import fetch
from device.phone.apps.browser.pick import pick_overlay
from device.phone.apps.browser.save import download
from device.phone.apps.browser.state import FIND, NEW_TAB, PROMPT, BrowserActivity
from device.phone.apps.browser.store import bookmark_of
from device.phone.apps.browser.surf import close_tab, load, new_tab, reload, travel
from device.phone.toolkit.still import fixed
from device.phone.toolkit.view import Overlay, View
from device.phone.toolkit.viewpart import FILL, Box, Flow, Handler, Icon, Input, Surface, Text
from device.phone.web.address import host_of, shown_address
from device.phone.widget import (
    Choice,
    TileLook,
    alert,
    checkbox,
    dialog,
    divider,
    icon_button,
    menu,
    text_field,
    tile,
)


def overlay(hands: BrowserActivity) -> Overlay | None:
    """What is open over the page; what the page itself says comes first."""
    tab, dialog_name = hands.tab, hands.state.dialog
    if not tab.told:
        return _trouble(hands)
    if tab.alerts:
        accept = Choice(hands.tr("OK"), lambda: dismiss_alert(hands))
        return replace(
            alert(_says(hands), tab.alerts[0], accept=accept), on_dismiss=lambda: dismiss_alert(hands)
        )
    if tab.asked is not None:
        return _question(hands)
    openers: dict[str, Callable[[BrowserActivity], Overlay | None]] = {
        "menu": _menu,
        "link": link_menu,
        "pick": pick_overlay,
        "info": _info,
        "bookmark": edit_bookmark,
        "address": _address,
    }
    opener = openers.get(dialog_name)
    return opener(hands) if opener is not None else None


def _says(hands: BrowserActivity) -> str:
    site = host_of(hands.tab.url) or hands.tr("This page")
    return hands.tr("{} says").format(site)


def _trouble(hands: BrowserActivity) -> Overlay:
    tab, tr = hands.tab, hands.tr
    if tab.trouble == "crashed":
        return alert(
            tr("Aw, Snap!"),
            tr("Something went wrong while displaying this webpage."),
            accept=Choice(tr("Reload"), lambda: reload(hands)),
            cancel=Choice(tr("Close"), lambda: go_on(hands)),
        )
    return dialog(
        tr("Page isn’t responding"),
        (
            View(
                "TextView",
                "android:id/message",
                Text(tr("You can wait for it to become responsive or exit the page."), style="body_medium"),
                box=Box(padding=(24.0, 0.0, 24.0, 0.0)),
            ),
        ),
        accept=Choice(tr("Wait"), lambda: go_on(hands)),
        cancel=Choice(tr("Exit page"), lambda: leave_page(hands)),
        on_dismiss=lambda: go_on(hands),
    )


def leave_page(hands: BrowserActivity) -> None:
    """Away from a page that hangs: back, or the tab goes."""
    tab = hands.tab
    hands.put(replace(tab, page=None, trouble="", told=True))
    if not travel(hands, -1):
        close_tab(hands, tab.id)


def _question(hands: BrowserActivity) -> Overlay:
    """confirm() and prompt()."""
    tr, asked = hands.tr, hands.tab.asked
    assert asked is not None
    words = fixed(
        "TextView",
        "android:id/message",
        Text(asked.text, style="body_medium"),
        box=Box(padding=(24.0, 0.0, 24.0, 0.0)),
    )
    body: tuple[View, ...] = (words,)
    if asked.kind == "prompt":
        body = (
            words,
            text_field(Input(PROMPT, ""), hands.context.text(PROMPT), resource_id="js_modal_dialog_prompt"),
        )
    accept = Choice(
        tr("OK"), lambda: answer(hands, hands.context.text(PROMPT) if asked.kind == "prompt" else True)
    )
    cancel = Choice(tr("Cancel"), lambda: answer(hands, None if asked.kind == "prompt" else False))
    return dialog(_says(hands), body, accept=accept, cancel=cancel)


# -- the menu ----------------------------------------------------------------------------------------------
def _menu(hands: BrowserActivity) -> Overlay:
    tr, tab = hands.tr, hands.tab
    rows = [
        _signs(hands),
        divider(),
        _item("add", tr("New tab"), lambda: new_tab(hands, private=False)),
        _item("visibility_off", tr("New Incognito tab"), lambda: new_tab(hands, private=True)),
        divider(),
        _item("history", tr("History"), lambda: hands.set(mode="history", dialog="")),
        _item("file_download_done", tr("Downloads"), lambda: hands.set(mode="downloads", dialog="")),
        _item("star", tr("Bookmarks"), lambda: hands.set(mode="bookmarks", dialog="")),
    ]
    if tab.url != NEW_TAB:
        share = _then(hands, lambda: hands.context.share(tab.url, tab.entry.title))
        rows += [
            divider(),
            _item("share", tr("Share…"), share),
            _item("find_in_page", tr("Find in page"), _then(hands, lambda: begin_finding(hands))),
            _desktop(hands),
        ]
    rows += [divider(), _item("settings", tr("Settings"), lambda: hands.set(mode="settings", dialog=""))]
    view = View(
        "ListView",
        "app_menu_list",
        box=Box(width=280.0, padding=(0.0, 4.0, 0.0, 8.0)),
        surface=Surface("surface_container", radius=12.0, elevation=3.0),
        scroll="app_menu",
        children=rows,
    )
    return Overlay(view, "menu", hands.close, (1.0, 0.0))


def _signs(hands: BrowserActivity) -> View:
    """The row of symbols at the menu's head."""
    tr, tab = hands.tr, hands.tab
    there = tab.url != NEW_TAB
    kept = bookmark_of(hands.context, tab.url)
    signs = (
        icon_button(
            "arrow_forward",
            tr("Forward"),
            _then(hands, lambda: travel(hands, 1)),
            resource_id="forward_menu_id",
            enabled=tab.at + 1 < len(tab.entries),
        ),
        icon_button(
            Icon("star", "on_surface_variant", filled=kept is not None),
            tr("Edit bookmark") if kept else tr("Bookmark"),
            _then(hands, lambda: star(hands)),
            resource_id="bookmark_this_page_id",
            enabled=there,
        ),
        icon_button(
            "download",
            tr("Download"),
            _then(hands, lambda: _save_page(hands)),
            resource_id="offline_page_id",
            enabled=there and not tab.error,
        ),
        icon_button(
            "info", tr("Page info"), lambda: hands.open("info"), resource_id="info_menu_id", enabled=there
        ),
        icon_button(
            "refresh",
            tr("Refresh"),
            _then(hands, lambda: reload(hands)),
            resource_id="reload_menu_id",
            enabled=there,
        ),
    )
    return View(
        "LinearLayout",
        box=Box(width=FILL, padding=(8.0, 4.0, 8.0, 4.0)),
        flow=Flow("row", justify="between"),
        children=signs,
    )


def _then(hands: BrowserActivity, do: Callable[[], object]) -> Handler:
    """Close the menu, then do it."""

    def run() -> None:
        hands.close()
        do()

    return run


def _item(icon: str, label: str, on_tap: Handler, trailing: Sequence[View] = ()) -> View:
    return tile(
        label,
        icon=icon,
        on_tap=on_tap,
        trailing=trailing,
        look=TileLook(title_id="menu_item_text", title_lines=1, gap=16.0, padding=(16.0, 8.0, 16.0, 8.0)),
    )


def _desktop(hands: BrowserActivity) -> View:
    tab = hands.tab

    def turn() -> None:
        hands.close()
        load(hands, replace(hands.tab, desktop=not tab.desktop))

    return _item("desktop_windows", hands.tr("Desktop site"), turn, (checkbox(tab.desktop),))


def begin_finding(hands: BrowserActivity) -> None:
    """The bar that looks for a text in the page."""
    hands.set(mode="find", found=0)
    hands.context.set_text(FIND, "")
    hands.context.focus(FIND)


def _save_page(hands: BrowserActivity) -> None:
    got = fetch(hands.context, hands.tab.url)
    if got.error:
        hands.context.toast(hands.tr("Download failed"))
    else:
        name = posixpath.basename(urlsplit(hands.tab.url).path) or "index.html"
        download(hands, got, name if "." in name else f"{name}.html")


def _info(hands: BrowserActivity) -> Overlay:
    tr, tab = hands.tr, hands.tab
    safe = tab.url.startswith("https:")
    words = (
        tr("Connection is secure")
        if safe
        else tr("Your connection to this site is not secure")
        if tab.url.startswith("http:")
        else tr("You’re viewing a local or shared file")
    )
    return alert(
        shown_address(tab.url)[:80],
        f"{words}\n\n{tab.url[:300]}",
        accept=Choice(tr("Close"), hands.close),
        icon="lock" if safe else "info",
    )


def _address(hands: BrowserActivity) -> Overlay:
    """A long press on the address."""
    url = hands.tab.url

    def copy() -> None:
        hands.close()
        hands.context.set_clipboard(url)

    return menu([(hands.tr("Copy link"), copy)], hands.close, anchor=(0.5, 0.0))
