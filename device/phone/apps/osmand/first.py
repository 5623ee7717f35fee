"""The first start: a map is there already, so the download can be passed by."""

from device.phone.apps.osmand.state import PACKAGE, OsmandActivity
from device.phone.apps.preference import set_preference
from device.phone.toolkit.still import fixed
from device.phone.toolkit.view import Screen, View
from device.phone.toolkit.viewpart import FILL, Box, Flow, Icon, Text
from device.phone.widget import button, page


def show_first(hands: OsmandActivity) -> Screen:
    """Welcome, and the offer of maps."""
    tr = hands.tr
    sign = fixed(icon=Icon("explore", "app_orange", size=96.0, filled=True), important=False)
    head = fixed(
        "TextView", "wizard_title", Text(tr("Welcome to OsmAnd"), style="headline_small", align="center")
    )
    text = fixed(
        "TextView",
        "wizard_description",
        Text(
            tr(
                "The map of Liechtenstein is on this device. "
                "More maps can be downloaded when there is a network."
            ),
            style="body_large",
            colour="on_surface_variant",
            align="center",
        ),
    )
    body = View(
        "ScrollView",
        box=Box(width=FILL, weight=1.0, padding=(32.0, 24.0, 32.0, 24.0)),
        flow=Flow(gap=20.0, align="center", justify="center"),
        scroll="first",
        children=(sign, head, text),
    )
    foot = View(
        box=Box(width=FILL, padding=(24.0, 8.0, 24.0, 24.0)),
        flow=Flow(gap=8.0, align="center"),
        important=False,
        children=(
            button(
                tr("Download world map"),
                lambda: no_server(hands),
                kind="outlined",
                resource_id="download_button",
            ),
            button(tr("SKIP DOWNLOAD"), lambda: skip(hands), resource_id="skip_button"),
        ),
    )
    return Screen(page(body, foot), title=tr("Welcome to OsmAnd"))


def no_server(hands: OsmandActivity) -> None:
    """Maps cannot be had."""
    hands.context.toast(hands.tr("No connection to the map server"))


def skip(hands: OsmandActivity) -> None:
    """To the map."""
    set_preference(hands.context, PACKAGE, "set_up", "1")
    hands.set(page="")
