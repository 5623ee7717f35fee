"""The settings of OpenTracks."""

from collections.abc import Sequence
from functools import partial

from device.phone.apps.preference import preference, set_preference
from device.phone.apps.tracker.category import ACTIVITIES
from device.phone.apps.tracker.schema import PACKAGE
from device.phone.apps.tracker.state import TrackerActivity, TrackerSettingsState
from device.phone.apps.tracker.unit import UNITS
from device.phone.toolkit.view import Overlay, Screen
from device.phone.widget import Back, Choice, choice_dialog, page, scroll, section, tile, top_bar

_RATES = (("", "As usual for the activity"), ("speed", "Speed"), ("pace", "Pace"))
Settings = TrackerActivity[TrackerSettingsState]


def show_settings(hands: Settings) -> Screen:
    """Units, speed or pace, and what a new track is."""
    tr, context = hands.tr, hands.context
    rate = preference(context, PACKAGE, "stats_rate")
    activity = preference(context, PACKAGE, "default_activity")
    rows = (
        section(tr("Units")),
        tile(tr("Unit system"), tr(hands.unit.name), on_tap=lambda: hands.open("unit")),
        tile(tr("Preferred rate"), tr(dict(_RATES)[rate]), on_tap=lambda: hands.open("rate")),
        section(tr("Defaults")),
        tile(
            tr("Activity type"),
            tr(activity) if activity else tr("None"),
            on_tap=lambda: hands.open("activity"),
        ),
        section(tr("About OpenTracks")),
        tile(tr("Version"), context.manifest.version),
    )
    bar = top_bar(tr("Settings"), back=Back(hands.context.finish, tr("Navigate up")))
    return Screen(page(bar, scroll("settings", rows)), overlay=_overlay(hands), title=tr("Settings"))


def _overlay(hands: Settings) -> Overlay | None:
    tr, context, kind = hands.tr, hands.context, hands.state.dialog
    if kind == "unit":
        kept = [(unit.id, tr(unit.name)) for unit in UNITS]
        return _choice(hands, tr("Unit system"), "stats_units", kept, hands.unit.id)
    if kind == "rate":
        kept = [(rate, tr(label)) for rate, label in _RATES]
        now = preference(context, PACKAGE, "stats_rate")
        return _choice(hands, tr("Preferred rate"), "stats_rate", kept, now)
    if kind == "activity":
        kept = [("", tr("None")), *((one.id, tr(one.id)) for one in ACTIVITIES)]
        now = preference(context, PACKAGE, "default_activity")
        return _choice(hands, tr("Activity type"), "default_activity", kept, now)
    return None


def _choice(hands: Settings, title: str, key: str, kept: Sequence[tuple[str, str]], now: str) -> Overlay:
    def keep(value: str) -> None:
        set_preference(hands.context, PACKAGE, key, value)
        hands.close()

    handlers = [partial(keep, value) for value, _ in kept]
    values = [value for value, _ in kept]
    labels = [label for _, label in kept]
    at = values.index(now) if now in values else 0
    return choice_dialog(title, labels, at, handlers, Choice(hands.tr("Cancel"), hands.close))
