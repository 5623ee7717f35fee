"""The address bar while somebody types in it."""

from device.phone.apps.browser.state import ADDRESS, NEW_TAB, BrowserActivity
from device.phone.apps.browser.surf import go
from device.phone.toolkit.view import View
from device.phone.toolkit.viewpart import CENTRED_ROW, FILL, Box, Input, Surface
from device.phone.web.address import typed_address
from device.phone.widget import icon_button

SEARCHED = "https://www.google.com/search?q="
"""The address of a search, up to its words."""


def begin_typing(hands: BrowserActivity) -> None:
    """The address bar takes the cursor, with the whole address in it."""
    url = hands.tab.url
    hands.set(mode="address", dialog="")
    hands.context.set_text(ADDRESS, "" if url == NEW_TAB else url, selected=True)
    hands.context.focus(ADDRESS)


def stop_typing(hands: BrowserActivity) -> None:
    """Away from it."""
    hands.context.focus("")
    hands.set(mode="")


def typing_bar(hands: BrowserActivity) -> View:
    """The bar while an address is typed."""
    tr, context = hands.tr, hands.context

    def enter() -> None:
        text = context.text(ADDRESS).strip()
        stop_typing(hands)
        if text:
            go(hands, typed_address(text, SEARCHED))

    field = View(
        "EditText",
        ADDRESS,
        box=Box(height=44.0, weight=1.0, padding=(8.0, 0.0, 8.0, 0.0)),
        input=Input(ADDRESS, tr("Search or type web address"), on_text=lambda _: None, on_submit=enter),
    )
    clear = icon_button(
        "close", tr("Clear input"), lambda: context.set_text(ADDRESS, ""), resource_id="delete_button"
    )
    children: tuple[View, ...] = (
        icon_button("arrow_back", tr("Back"), lambda: stop_typing(hands)),
        field,
        *((clear,) if context.text(ADDRESS) else ()),
    )
    return View(
        "FrameLayout",
        "toolbar",
        box=Box(width=FILL, height=56.0, padding=(4.0, 0.0, 4.0, 0.0)),
        flow=CENTRED_ROW,
        surface=Surface("surface_container_high"),
        children=children,
    )
