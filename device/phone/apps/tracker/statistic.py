"""What tracks come to, all together and by category."""

from collections.abc import Sequence

from device.phone.apps.tracker.row import badge, figure, figures
from device.phone.apps.tracker.state import StatisticsState, TrackerActivity
from device.phone.apps.tracker.store import TrackerTrack, tracks
from device.phone.apps.tracker.unit import distance_text, height_text, is_paced, rate_text
from device.phone.system.timetext import span_text
from device.phone.toolkit.view import Screen, View
from device.phone.toolkit.viewpart import FILL, GROWING, Box, Flow, Surface, Text
from device.phone.widget import Back, empty, long_scroll, page, top_bar

_CARD, _GROWTH = 216.0, 264.0
"""dp of a card, and what letters twice as large add to it: two lines where there was one, too."""
Statistics = TrackerActivity[StatisticsState]


def show_statistics(hands: Statistics) -> Screen:
    """A card over all, then one for each category, what was done most often first."""
    tr, chosen = hands.tr, hands.state.tracks
    found = [one for one in tracks(hands.context) if not chosen or one.id in chosen]
    bar = top_bar(tr("Aggregated statistics"), back=Back(hands.context.finish, tr("Navigate up")))
    groups: dict[str, list[TrackerTrack]] = {}
    for one in found:
        groups.setdefault(one.category, []).append(one)
    ranked = sorted(groups.items(), key=lambda group: (-len(group[1]), group[0]))
    cards: list[tuple[str, Sequence[TrackerTrack]]] = [(tr("All tracks"), found), *ranked]
    body = View(
        box=Box(width=FILL, weight=1.0),
        children=(empty("bar_chart", tr("No tracks found.")),),
        important=False,
    )
    if found:
        body = long_scroll(
            hands.context,
            "statistics",
            len(cards),
            lambda place: _card(hands, *cards[place], whole=not place),
            row_height=_CARD + _GROWTH * max(0.0, hands.context.font_scale - 1),
        )
    return Screen(page(bar, body), title=tr("Aggregated statistics"))


def _card(hands: Statistics, name: str, found: Sequence[TrackerTrack], *, whole: bool) -> View:
    tr, unit = hands.tr, hands.unit
    metres, moving = sum(one.distance for one in found), sum(one.moving for one in found)
    activity = "" if whole else found[0].activity
    paced = not whole and is_paced(hands.context, activity)
    title = View(
        "TextView",
        "aggregated_stats_type_label",
        Text(name or tr("Activity type: none"), style="title_medium", max_lines=1),
        box=GROWING,
    )
    count = View(
        "TextView",
        "aggregated_stats_num_tracks",
        Text(tr("Tracks: {}").format(len(found)), style="body_medium", colour="on_surface_variant"),
    )
    head = View(
        "LinearLayout",
        box=Box(width=FILL, padding=(16.0, 12.0, 16.0, 0.0)),
        flow=Flow("row", gap=16.0, align="center"),
        children=(badge(activity), title, count),
    )
    cells = (
        figure(tr("Distance"), distance_text(unit, metres), "distance"),
        figure(tr("Moving time"), span_text(moving), "time"),
        figure(
            tr("Avg. moving pace") if paced else tr("Avg. moving speed"),
            rate_text(unit, metres, moving, paced=paced),
            "moving_speed",
        ),
        figure(tr("Elevation gain"), height_text(unit, sum(one.gain for one in found)), "elevation_gain"),
    )
    card = View(
        "androidx.cardview.widget.CardView",
        box=Box(width=FILL, weight=1.0),
        surface=Surface("surface_container_low", radius=12.0),
        children=(head, *figures(*cells)),
    )
    return View(box=Box(width=FILL, padding=(12.0, 4.0, 12.0, 4.0)), children=(card,), important=False)
