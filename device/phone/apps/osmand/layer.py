"""Configure map: which layers show; and the dialogs of the map that belong to nothing else."""

from functools import partial

from device.phone.apps.osmand.map import here
from device.phone.apps.osmand.region import metres, region
from device.phone.apps.osmand.state import LAYERS, OsmandActivity, distance_text
from device.phone.toolkit.view import Overlay, Screen
from device.phone.widget import Back, Choice, alert, page, scroll, section, switch_tile, top_bar

VERSION = "4.6.13"
_NAMES = {
    "favorites": ("Favorites", "star"),
    "markers": ("Map markers", "flag"),
    "places": ("Points of interest", "location_on"),
    "tracks": ("Tracks", "route"),
}


def show_layers(hands: OsmandActivity) -> Screen:
    """A switch for each."""
    tr = hands.tr
    bar = top_bar(tr("Configure map"), back=Back(lambda: hands.set(page=""), tr("Close"), "close"))
    rows = [
        switch_tile(
            tr(_NAMES[name][0]),
            hands.layer(name),
            partial(hands.show_layer, name),
            icon=_NAMES[name][1],
        )
        for name in LAYERS
    ]
    return Screen(page(bar, scroll("layers", (section(tr("Show")), *rows))), title=tr("Configure map"))


def notice(hands: OsmandActivity) -> Overlay | None:
    """What the menu tells."""
    tr = hands.tr
    ok = Choice(tr("OK"), hands.close)
    if hands.state.dialog == "about":
        return alert(
            "OsmAnd", tr("Version {}. Maps of Liechtenstein and around it.").format(VERSION), accept=ok
        )
    if hands.state.dialog == "directions":
        text = tr("Search a place, or long-press the map, and touch “Directions” on its sheet.")
        return alert(tr("Directions"), text, accept=ok)
    if hands.state.dialog == "no_route":
        return alert(tr("Route not found"), _unreached(hands), accept=ok)
    return None


def _unreached(hands: OsmandActivity) -> str:
    """Why there is no way to the place of the sheet."""
    tr, card, start = hands.tr, hands.state.card, here(hands)
    if card is None:
        return ""
    far = distance_text(hands, metres(start, card.point))
    if not region().covers(start):
        return tr("The map of your location is not downloaded. It is {} away from there.").format(far)
    if not region().covers(card.point):
        return tr("The map of that place is not downloaded. It is {} away from your location.").format(far)
    return tr("No road leads there.")
