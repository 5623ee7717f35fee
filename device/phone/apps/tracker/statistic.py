"""What tracks come to, all together and by category."""

from collections.abc import Sequence

from device.phone.apps.tracker.row import badge, figure, figures
from device.phone.apps.tracker.state import Hands, StatisticsState
from device.phone.apps.tracker.store import Track, tracks
from device.phone.apps.tracker.unit import distance_text, height_text, is_paced, rate_text
from device.phone.system.timetext import span_text
from device.phone.toolkit.view import FILL, Screen, View
from device.phone.widget import empty, long_scroll, page, top_bar

_CARD, _GROWTH = 216.0, 264.0
"""dp of a card, and what letters twice as large add to it: two lines where there was one, too."""
Statistics = Hands[StatisticsState]


def show_statistics(hands: Statistics) -> Screen:
    """A card over all, then one for each category, what was done most often first."""
    tr, chosen = hands.tr, hands.state.tracks
    found = [one for one in tracks(hands.context) if not chosen or one.id in chosen]
    bar = top_bar(tr("Aggregated statistics"), on_back=hands.context.finish, back_label=tr("Navigate up"))
    groups: dict[str, list[Track]] = {}
    for one in found:
        groups.setdefault(one.category, []).append(one)
    ranked = sorted(groups.items(), key=lambda group: (-len(group[1]), group[0]))
    cards: list[tuple[str, Sequence[Track]]] = [(tr("All tracks"), found), *ranked]
    body = View(
        weight=1.0, width=FILL, children=(empty("bar_chart", tr("No tracks found.")),), important=False
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


def _card(hands: Statistics, name: str, found: Sequence[Track], *, whole: bool) -> View:
    tr, unit = hands.tr, hands.unit
    metres, moving = sum(one.distance for one in found), sum(one.moving for one in found)
    activity = "" if whole else found[0].activity
    paced = not whole and is_paced(hands.context, activity)
    title = View("TextView", "aggregated_stats_type_label", name or tr("Activity type: none"), weight=1.0)
    title.style, title.max_lines = "title_medium", 1
    count = View("TextView", "aggregated_stats_num_tracks", tr("Tracks: {}").format(len(found)))
    count.style, count.colour = "body_medium", "on_surface_variant"
    head = View("LinearLayout", axis="row", width=FILL, align="center", gap=16.0)
    head.padding = (16.0, 12.0, 16.0, 0.0)
    head.children = (badge(activity), title, count)
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
        width=FILL,
        weight=1.0,
        radius=12.0,
        background="surface_container_low",
        children=(head, *figures(*cells)),
    )
    return View(width=FILL, padding=(12.0, 4.0, 12.0, 4.0), children=(card,), important=False)
