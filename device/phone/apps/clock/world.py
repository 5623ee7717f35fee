"""The Clock tab: the time here and in cities; and the page that finds a city."""

from functools import lru_cache

from device.phone.apps.clock.state import ClockActivity, tab_screen
from device.phone.apps.clock.store import CLOCK
from device.phone.apps.provider.reading import whole
from device.phone.system.timetext import clock_text, day_text, local_now, local_time
from device.phone.system.zone import ZONES, Zone, city_zone, offset_minutes, zone_of
from device.phone.toolkit.still import fixed
from device.phone.toolkit.view import Overlay, Screen, View
from device.phone.toolkit.viewpart import FILL, GROWING, Box, Surface, Text
from device.phone.widget import (
    Choice,
    TileLook,
    alert,
    empty,
    fab,
    long_scroll,
    page,
    scroll,
    search_field,
    tile,
)

CITY_ACTIVITY = "com.android.deskclock.worldclock.CitySelectionActivity"
SEARCH = "city_search"


def _cities(hands: ClockActivity) -> list[tuple[int, str]]:
    rows = hands.context.database(CLOCK).rows("SELECT _id, name FROM cities ORDER BY _id")
    return [(whole(number), str(name)) for number, name in rows]


def show_world(hands: ClockActivity) -> Screen:
    """The time in large, the date, then the cities."""
    tr = hands.tr
    now = local_now(hands.context)
    cities = _cities(hands)
    time = fixed(
        "TextView",
        "digital_clock",
        Text(clock_text(hands.context, now.hour, now.minute), style="64/400/76", align="center"),
        box=Box(width=FILL, padding=(0.0, 32.0, 0.0, 0.0)),
    )
    day = day_text(tr, now.date())
    date = View(
        "TextView",
        "date",
        Text(day, style="title_medium", colour="on_surface_variant", align="center"),
        box=Box(width=FILL, padding=(0.0, 0.0, 0.0, 32.0)),
    )
    cards = [_card(hands, number, name) for number, name in cities]
    body = scroll("cities", [time, date, *cards], resource_id="cities", gap=8.0, bottom=128.0, sides=16.0)
    add = fab("add", tr("Add city"), lambda: hands.context.start(CITY_ACTIVITY), large=True)
    return tab_screen(hands, (body,), fab=add, overlay=_overlay(hands, cities))


def offset_from_here(hands: ClockActivity, zone: Zone) -> str:
    """As in "Tomorrow, 9 hours ahead"."""
    tr, context = hands.tr, hands.context
    here, there = local_now(context), local_time(context, zone.id)
    minutes = offset_minutes(zone, context.clock.now) - offset_minutes(
        zone_of(context.clock.timezone), context.clock.now
    )
    days = (there.date() - here.date()).days
    day = tr("Tomorrow") if days > 0 else tr("Yesterday") if days < 0 else tr("Today")
    if not minutes:
        return day
    hours, rest = divmod(abs(minutes), 60)
    length = tr("1 hour") if hours == 1 and not rest else tr("{} hours").format(hours)
    if rest:
        length = tr("{} hr {} min").format(hours, rest)
    return f"{day}, {length} {tr('ahead') if minutes > 0 else tr('behind')}"


def _card(hands: ClockActivity, number: int, name: str) -> View:
    zone = city_zone(name)
    there = local_time(hands.context, zone.id)
    time = fixed(
        "TextView",
        "digital_clock",
        Text(clock_text(hands.context, there.hour, there.minute), style="headline_medium"),
    )
    return tile(
        hands.tr(name),
        offset_from_here(hands, zone),
        trailing=(time,),
        on_long_press=lambda: hands.open("remove_city", number),
        look=TileLook(
            title_id="city_name",
            summary_id="hours_ahead",
            padding=(20.0, 18.0, 20.0, 18.0),
            surface=Surface("surface_container_high"),
        ),
    )


def _overlay(hands: ClockActivity, cities: list[tuple[int, str]]) -> Overlay | None:
    name = dict(cities).get(hands.state.target)
    if hands.state.dialog != "remove_city" or name is None:
        return None
    number = hands.state.target

    def remove() -> None:
        hands.context.database(CLOCK).run("DELETE FROM cities WHERE _id = ?", number)
        hands.close()

    return alert(
        hands.tr("Remove {}?").format(hands.tr(name)),
        hands.tr("The city will no longer be shown."),
        accept=Choice(hands.tr("Remove"), remove),
        cancel=Choice(hands.tr("Cancel"), hands.close),
    )


def show_city_search(hands: ClockActivity) -> Screen:
    """Every city whose name or country has the words typed; a tap adds it."""
    context, tr = hands.context, hands.tr
    typed = context.text(SEARCH)
    field = search_field(
        context,
        SEARCH,
        tr("Search for a city"),
        on_back=context.finish,
        labels=(tr("Navigate up"), tr("Clear text")),
        resource_id="open_search_view_edit_text",
    )
    wanted = typed.strip().lower()
    shown = {name for _, name in _cities(hands)}
    found = _found(wanted)
    if not found:
        body = View(box=GROWING, children=(empty("search", tr("No cities found")),), important=False)
    else:
        body = long_scroll(
            context,
            "city_results",
            len(found),
            lambda place: _city_row(hands, found[place], found[place].city in shown),
            row_height=56.0,
            resource_id="city_list",
        )
    return Screen(page(field, body), title=tr("Cities"))


@lru_cache(maxsize=64)
def _found(wanted: str) -> tuple[Zone, ...]:
    """Cities that have a text in their own or their country's name; those that begin with it first."""
    found = (zone for zone in ZONES if zone.country and wanted in f"{zone.city}, {zone.country}".lower())
    return tuple(sorted(found, key=lambda zone: (not zone.city.lower().startswith(wanted), zone.city)))


def _city_row(hands: ClockActivity, zone: Zone, chosen: bool) -> View:
    there = local_time(hands.context, zone.id)

    def add() -> None:
        hands.context.database(CLOCK).run("INSERT OR IGNORE INTO cities (name) VALUES (?)", zone.city)
        hands.context.finish()

    time = fixed("TextView", "city_time", Text(clock_text(hands.context, there.hour, there.minute)))
    return tile(
        f"{hands.tr(zone.city)}, {hands.tr(zone.country)}",
        trailing=(time,),
        on_tap=add,
        look=TileLook(title_id="city_name", title_lines=1, selected=chosen),
    )
