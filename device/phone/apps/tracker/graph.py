"""The pages of a track that its points are needed for: intervals, charts, course."""

from dataclasses import replace

from device.phone.apps.tracker.chart import course, profile
from device.phone.apps.tracker.measure import intervals
from device.phone.apps.tracker.state import TrackerActivity, TrackState
from device.phone.apps.tracker.store import TrackerTrack, markers, way_of
from device.phone.apps.tracker.unit import distance_text, is_paced, rate_text
from device.phone.system.timetext import span_text
from device.phone.toolkit.still import still
from device.phone.toolkit.view import View
from device.phone.toolkit.viewpart import FILL, Box, Flow, Text
from device.phone.widget import Head, chip, empty, long_scroll, scroll

_ROW = 56.0
_COLUMNS = (("number", 0.4), ("distance", 1.0), ("time", 1.0), ("rate", 1.4))
"""Name and share of the width."""
Detail = TrackerActivity[TrackState]


def interval_page(hands: Detail, found: TrackerTrack) -> View:
    """Each kilometre or mile."""
    unit = hands.unit
    rows = intervals(way_of(hands.context, found.id), unit.metres)
    if not rows:
        return _blank(hands, "timer")
    paced = is_paced(hands.context, found.activity)

    def build(place: int) -> View:
        one = rows[place]
        return _cells(
            (
                f"{place + 1}",
                distance_text(unit, one.metres),
                span_text(one.ms),
                rate_text(unit, one.metres, one.ms, paced=paced),
            ),
            "on_surface",
        )

    tr = hands.tr
    head = _cells(
        ("#", tr("Distance"), tr("Total time"), tr("Pace") if paced else tr("Speed")), "on_surface_variant"
    )
    return long_scroll(
        hands.context, "intervals", len(rows), build, row_height=_ROW, head=Head((head,), _ROW)
    )


@still
def _cells(texts: tuple[str, ...], colour: str) -> View:
    """One line of the table of intervals."""
    cells = [
        View(
            "TextView",
            f"interval_{name}",
            Text(text, style="body_medium", max_lines=1),
            box=Box(weight=weight),
        )
        for text, (name, weight) in zip(texts, _COLUMNS, strict=True)
    ]
    for cell in cells:
        cell.text = replace(cell.text, colour=colour)
    return View(
        "LinearLayout",
        "interval_item",
        box=Box(width=FILL, height=_ROW, padding=(16.0, 0.0, 16.0, 0.0)),
        flow=Flow("row", gap=8.0, align="center"),
        children=cells,
    )


def chart_page(hands: Detail, found: TrackerTrack) -> View:
    """Height and speed along the way or over the time."""
    tr, axis, way = hands.tr, hands.state.axis, way_of(hands.context, found.id)
    height = profile(tr("Elevation"), way, "elevation", axis, hands.unit)
    speed = profile(tr("Speed"), way, "speed", axis, hands.unit)
    views = []
    for drawn in (height, speed):
        if drawn is not None:
            title = View(
                "TextView",
                "chart_title",
                Text(drawn.content_description, style="title_medium"),
                box=Box(padding=(16.0, 12.0, 16.0, 0.0)),
            )
            views += [title, drawn]
    if not views:
        return _blank(hands, "show_chart")
    picks = View(
        box=Box(width=FILL, padding=(16.0, 12.0, 16.0, 0.0)),
        flow=Flow("row", gap=8.0),
        important=False,
        children=(
            chip(tr("By distance"), lambda: hands.set(axis="distance"), selected=axis == "distance"),
            chip(tr("By time"), lambda: hands.set(axis="time"), selected=axis == "time"),
        ),
    )
    return scroll("charts", (picks, *views), class_name="android.widget.ScrollView")


def map_page(hands: Detail, found: TrackerTrack) -> View:
    """The course from above."""
    width, height = hands.context.display.room_size
    drawn = course(
        hands.tr("Map of the track"),
        way_of(hands.context, found.id),
        markers(hands.context, found.id),
        width / max(1.0, height - 200.0 * hands.context.density),
    )
    if drawn is None:
        return _blank(hands, "map")
    return View(box=Box(width=FILL, weight=1.0), children=(drawn,), important=False)


def _blank(hands: Detail, icon: str) -> View:
    words = empty(icon, hands.tr("No data"), hands.tr("This track has no points."))
    return View(box=Box(width=FILL, weight=1.0), children=(words,), important=False)
