"""What a track looks like in a list, and the figures of one."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from device.phone.apps.activity import toggled
from device.phone.apps.tracker.category import activity_of
from device.phone.apps.tracker.state import TrackerActivity, TrackerListState
from device.phone.apps.tracker.store import TrackerTrack, markers
from device.phone.apps.tracker.unit import Unit, distance_text
from device.phone.system.timetext import span_text
from device.phone.toolkit.still import fixed, still
from device.phone.toolkit.view import View
from device.phone.toolkit.viewpart import CENTRED, FILL, FULL_WIDTH, GROWING, Box, Flow, Icon, Surface, Text

ROW = 88.0
"""dp of a row."""
_FIGURE = "22/400/32"
"""A pace with its unit ("12:34 min/km") has to fit half a card at the largest text size."""


def badge(activity: str, label: str = "", *, selected: bool = False) -> View:
    """The round sign of an activity type, read out as `label`."""
    return View(
        "ImageView",
        "track_list_item_icon",
        content_description=label,
        icon=Icon(
            "check" if selected else activity_of(activity).icon,
            "on_primary" if selected else "on_primary_container",
        ),
        box=Box(width=40.0, height=40.0),
        flow=CENTRED,
        surface=Surface("primary" if selected else "primary_container", radius=20.0),
    )


def track_row(
    hands: TrackerActivity[TrackerListState],
    found: TrackerTrack,
    unit: Unit,
    today: date,
    on_tap: Callable[[], None],
) -> View:
    """Sign, name, what it was, how long and how far, and when; all but the touches is kept."""
    selected = found.id in hands.state.selected

    def mark() -> None:
        hands.set(selected=toggled(hands.state.selected, found.id))

    return View(
        "LinearLayout",
        "track_list_item",
        box=Box(width=FILL, height=ROW, padding=(16.0, 4.0, 16.0, 4.0)),
        flow=Flow("row", gap=16.0, align="center"),
        surface=Surface("secondary_container" if selected else ""),
        selected=selected,
        on_tap=mark if hands.state.selected else on_tap,
        on_long_press=mark,
        children=(
            _kept_badge(found.activity, hands.tr(found.activity), selected=selected),
            _words(found, unit, len(markers(hands.context, found.id))),
            _when(hands.day(found, today), hands.clock(found)),
        ),
    )


_kept_badge = still(badge)


@still
def _words(found: TrackerTrack, unit: Unit, marked: int) -> View:
    """Its name, what it was, how long and how far; `marked`: how many markers it has."""
    name = View("TextView", "track_list_item_name", Text(found.name, style="title_medium", max_lines=1))
    told = " · ".join(text for text in (found.category, found.description) if text)
    what = View(
        "TextView", "track_list_item_category_description", Text(told, style="body_medium", max_lines=1)
    )
    time = View(
        "TextView", "track_list_item_time", Text(span_text(found.total), style="body_medium", max_lines=1)
    )
    way = distance_text(unit, found.distance)
    distance = View("TextView", "track_list_item_distance", Text(way, style="body_medium", max_lines=1))
    facts = [time, distance]
    if marked:
        facts += [
            View(icon=Icon("flag", "on_surface_variant", size=16.0), important=False),
            View("TextView", "track_list_item_marker_count", Text(str(marked), style="body_medium")),
        ]
    for words in (what, *facts):
        words.text = replace(words.text, colour="on_surface_variant")
    line = View(box=FULL_WIDTH, flow=Flow("row", gap=12.0, align="center"), children=facts, important=False)
    return View(
        box=GROWING,
        flow=Flow(gap=1.0),
        children=(name, what, line) if told else (name, line),
        important=False,
    )


@still
def _when(day: str, clock: str) -> View:
    lines = (
        View("TextView", "track_list_item_date", Text(day, style="body_small", max_lines=1)),
        View("TextView", "track_list_item_start_time", Text(clock, style="body_small")),
    )
    for line in lines:
        line.text = replace(line.text, colour="on_surface_variant")
    return View(flow=Flow(gap=2.0, align="end"), children=lines, important=False)


@still
def figure(label: str, value: str, name: str) -> View:
    """A number with what it is below it; the same view each time, not to be changed."""
    number = fixed("TextView", f"stats_{name}_value", Text(value, style=_FIGURE, max_lines=2))
    words = View(
        "TextView",
        f"stats_{name}_label",
        Text(label, style="body_medium", colour="on_surface_variant", max_lines=2),
    )
    return View(
        "LinearLayout",
        box=Box(weight=1.0, padding=(16.0, 10.0, 8.0, 10.0)),
        flow=Flow(gap=2.0),
        children=(number, words),
    )


def figures(*cells: View) -> list[View]:
    """Figures two beside each other."""
    rows = []
    for place in range(0, len(cells), 2):
        pair = cells[place : place + 2]
        rest = () if len(pair) == 2 else (fixed(box=GROWING, important=False),)
        rows.append(
            View(box=FULL_WIDTH, flow=Flow("row", align="start"), children=(*pair, *rest), important=False)
        )
    return rows
