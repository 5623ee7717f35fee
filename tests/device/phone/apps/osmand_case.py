"""OsmAnd in tests: finding places by touch, and what shows of them."""

from device.phone.apps.preference import set_preference

PACKAGE = "net.osmand"
FILES = "/storage/emulated/0/Android/data/net.osmand/files"
VADUZ, SCHAAN, BALZERS = (47.1410, 9.5209), (47.1663, 9.5103), (47.0689, 9.5062)


def begin(hand):
    """OsmAnd past its first start."""
    set_preference(hand.phone.context(), PACKAGE, "set_up", "1")
    hand.open(PACKAGE)
    return hand


def find(hand, text, row):
    hand.tap("Search")
    hand.type(text)
    hand.tap(row)


def centre(hand):
    return hand.phone.front.state.centre


def plan(hand, *places):
    hand.tap("Menu")
    hand.tap("Plan a route")
    for place in places:
        hand.tap("Search")
        hand.type(place)
        hand.tap_id("title")
