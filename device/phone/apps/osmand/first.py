"""The first start: a map is there already, so the download can be passed by."""

from device.phone.apps.osmand.state import PACKAGE, Hands
from device.phone.apps.preference import set_preference
from device.phone.toolkit.still import fixed
from device.phone.toolkit.view import FILL, Screen, View
from device.phone.widget import button, page


def show_first(hands: Hands) -> Screen:
    """Welcome, and the offer of maps."""
    tr = hands.tr
    sign = fixed(icon="explore", icon_size=96.0, icon_filled=True, colour="app_orange", important=False)
    head = fixed(
        "TextView", "wizard_title", tr("Welcome to OsmAnd"), style="headline_small", text_align="center"
    )
    text = fixed(
        "TextView",
        "wizard_description",
        tr(
            "The map of Liechtenstein is on this device. More maps can be downloaded when there is a network."
        ),
        style="body_large",
        colour="on_surface_variant",
        text_align="center",
    )
    body = View(
        "ScrollView", "", weight=1.0, width=FILL, align="center", justify="center", gap=20.0, scroll="first"
    )
    body.padding, body.children = (32.0, 24.0, 32.0, 24.0), (sign, head, text)
    foot = View(width=FILL, gap=8.0, align="center", padding=(24.0, 8.0, 24.0, 24.0), important=False)
    foot.children = (
        button(
            tr("Download world map"),
            lambda: no_server(hands),
            kind="outlined",
            resource_id="download_button",
        ),
        button(tr("SKIP DOWNLOAD"), lambda: skip(hands), resource_id="skip_button"),
    )
    return Screen(page(body, foot), title=tr("Welcome to OsmAnd"))


def no_server(hands: Hands) -> None:
    """Maps cannot be had."""
    hands.context.toast(hands.tr("No connection to the map server"))


def skip(hands: Hands) -> None:
    """To the map."""
    set_preference(hands.context, PACKAGE, "set_up", "1")
    hands.set(page="")
