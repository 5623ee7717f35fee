"""Time zones of the embedded phone: a small table of its own, so that nothing is read from the host."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import lru_cache
from typing import Literal

_EPOCH = datetime(1970, 1, 1)
_FIRST_MS, _LAST_MS = ((datetime(year, 1, 1) - _EPOCH) // timedelta(milliseconds=1) for year in (1000, 9000))
"""Of the dates that apps show: with room before and after, as they reckon with days and years from there."""
Rule = Literal["", "us", "eu", "au", "nz"]


@dataclass(frozen=True, slots=True)
class Zone:
    """One time zone, by the city that people know it by."""

    id: str
    city: str
    country: str
    minutes: int
    """Ahead of UTC in winter."""
    rule: Rule = ""
    """Whose summer time it keeps."""
    name: str = ""
    """In winter: "Central European Standard Time"."""


def _zones(rows: str) -> tuple[Zone, ...]:
    found = []
    for row in rows.strip().splitlines():
        identity, city, country, hours, rule, name = (part.strip() for part in row.split("|"))
        found.append(Zone(identity, city, country, round(float(hours) * 60), rule, name))  # type: ignore[arg-type]
    return tuple(found)


ZONES = _zones("""
Pacific/Honolulu     | Honolulu      | USA            | -10  |    | Hawaii-Aleutian Standard Time
America/Anchorage    | Anchorage     | USA            | -9   | us | Alaska Standard Time
America/Los_Angeles  | Los Angeles   | USA            | -8   | us | Pacific Standard Time
America/Los_Angeles  | San Francisco | USA            | -8   | us | Pacific Standard Time
America/Los_Angeles  | Seattle       | USA            | -8   | us | Pacific Standard Time
America/Vancouver    | Vancouver     | Canada         | -8   | us | Pacific Standard Time
America/Phoenix      | Phoenix       | USA            | -7   |    | Mountain Standard Time
America/Denver       | Denver        | USA            | -7   | us | Mountain Standard Time
America/Chicago      | Chicago       | USA            | -6   | us | Central Standard Time
America/Chicago      | Houston       | USA            | -6   | us | Central Standard Time
America/Mexico_City  | Mexico City   | Mexico         | -6   |    | Central Standard Time
America/Bogota       | Bogotá        | Colombia       | -5   |    | Colombia Standard Time
America/Lima         | Lima          | Peru           | -5   |    | Peru Standard Time
America/New_York     | New York      | USA            | -5   | us | Eastern Standard Time
America/New_York     | Boston        | USA            | -5   | us | Eastern Standard Time
America/New_York     | Washington DC | USA            | -5   | us | Eastern Standard Time
America/Toronto      | Toronto       | Canada         | -5   | us | Eastern Standard Time
America/Caracas      | Caracas       | Venezuela      | -4   |    | Venezuela Time
America/Halifax      | Halifax       | Canada         | -4   | us | Atlantic Standard Time
America/Sao_Paulo    | São Paulo     | Brazil         | -3   |    | Brasilia Standard Time
America/Argentina/Buenos_Aires | Buenos Aires | Argentina | -3 |   | Argentina Standard Time
Atlantic/Azores      | Ponta Delgada | Portugal       | -1   | eu | Azores Standard Time
Atlantic/Reykjavik   | Reykjavík     | Iceland        | 0    |    | Greenwich Mean Time
UTC                  | UTC           |                | 0    |    | Coordinated Universal Time
Africa/Accra         | Accra         | Ghana          | 0    |    | Greenwich Mean Time
Europe/London        | London        | United Kingdom | 0    | eu | Greenwich Mean Time
Europe/Dublin        | Dublin        | Ireland        | 0    | eu | Greenwich Mean Time
Europe/Lisbon        | Lisbon        | Portugal       | 0    | eu | Western European Standard Time
Africa/Lagos         | Lagos         | Nigeria        | 1    |    | West Africa Standard Time
Europe/Amsterdam     | Amsterdam     | Netherlands    | 1    | eu | Central European Standard Time
Europe/Berlin        | Berlin        | Germany        | 1    | eu | Central European Standard Time
Europe/Brussels      | Brussels      | Belgium        | 1    | eu | Central European Standard Time
Europe/Madrid        | Madrid        | Spain          | 1    | eu | Central European Standard Time
Europe/Oslo          | Oslo          | Norway         | 1    | eu | Central European Standard Time
Europe/Paris         | Paris         | France         | 1    | eu | Central European Standard Time
Europe/Prague        | Prague        | Czechia        | 1    | eu | Central European Standard Time
Europe/Rome          | Rome          | Italy          | 1    | eu | Central European Standard Time
Europe/Stockholm     | Stockholm     | Sweden         | 1    | eu | Central European Standard Time
Europe/Vienna        | Vienna        | Austria        | 1    | eu | Central European Standard Time
Europe/Warsaw        | Warsaw        | Poland         | 1    | eu | Central European Standard Time
Europe/Zurich        | Zürich        | Switzerland    | 1    | eu | Central European Standard Time
Europe/Athens        | Athens        | Greece         | 2    | eu | Eastern European Standard Time
Africa/Cairo         | Cairo         | Egypt          | 2    |    | Eastern European Standard Time
Europe/Helsinki      | Helsinki      | Finland        | 2    | eu | Eastern European Standard Time
Africa/Johannesburg  | Johannesburg  | South Africa   | 2    |    | South Africa Standard Time
Europe/Kyiv          | Kyiv          | Ukraine        | 2    | eu | Eastern European Standard Time
Europe/Istanbul      | Istanbul      | Türkiye        | 3    |    | Türkiye Time
Europe/Moscow        | Moscow        | Russia         | 3    |    | Moscow Standard Time
Africa/Nairobi       | Nairobi       | Kenya          | 3    |    | East Africa Time
Asia/Riyadh          | Riyadh        | Saudi Arabia   | 3    |    | Arabian Standard Time
Asia/Tehran          | Tehran        | Iran           | 3.5  |    | Iran Standard Time
Asia/Dubai           | Dubai         | UAE            | 4    |    | Gulf Standard Time
Asia/Karachi         | Karachi       | Pakistan       | 5    |    | Pakistan Standard Time
Asia/Kolkata         | Mumbai        | India          | 5.5  |    | India Standard Time
Asia/Kolkata         | New Delhi     | India          | 5.5  |    | India Standard Time
Asia/Kolkata         | Bengaluru     | India          | 5.5  |    | India Standard Time
Asia/Kathmandu       | Kathmandu     | Nepal          | 5.75 |    | Nepal Time
Asia/Dhaka           | Dhaka         | Bangladesh     | 6    |    | Bangladesh Standard Time
Asia/Bangkok         | Bangkok       | Thailand       | 7    |    | Indochina Time
Asia/Jakarta         | Jakarta       | Indonesia      | 7    |    | Western Indonesia Time
Asia/Ho_Chi_Minh     | Hanoi         | Vietnam        | 7    |    | Indochina Time
Asia/Shanghai        | Beijing       | China          | 8    |    | China Standard Time
Asia/Shanghai        | Shanghai      | China          | 8    |    | China Standard Time
Asia/Hong_Kong       | Hong Kong     | Hong Kong      | 8    |    | Hong Kong Standard Time
Asia/Manila          | Manila        | Philippines    | 8    |    | Philippine Standard Time
Asia/Singapore       | Singapore     | Singapore      | 8    |    | Singapore Standard Time
Asia/Taipei          | Taipei        | Taiwan         | 8    |    | Taipei Standard Time
Australia/Perth      | Perth         | Australia      | 8    |    | Australian Western Standard Time
Asia/Seoul           | Seoul         | South Korea    | 9    |    | Korean Standard Time
Asia/Tokyo           | Tokyo         | Japan          | 9    |    | Japan Standard Time
Australia/Adelaide   | Adelaide      | Australia      | 9.5  | au | Australian Central Standard Time
Australia/Brisbane   | Brisbane      | Australia      | 10   |    | Australian Eastern Standard Time
Australia/Melbourne  | Melbourne     | Australia      | 10   | au | Australian Eastern Standard Time
Australia/Sydney     | Sydney        | Australia      | 10   | au | Australian Eastern Standard Time
Pacific/Auckland     | Auckland      | New Zealand    | 12   | nz | New Zealand Standard Time
""")
"""West to east. Several cities may share a zone."""

_BY_ID = {zone.id: zone for zone in reversed(ZONES)}
_UTC = _BY_ID["UTC"]


def zone_of(identity: str) -> Zone:
    """The zone of that id (its first city); UTC for an unknown one."""
    return _BY_ID.get(identity, _UTC)


def city_zone(city: str) -> Zone:
    """The zone a city keeps. Raises KeyError for an unknown city."""
    for zone in ZONES:
        if zone.city == city:
            return zone
    raise KeyError(city)


def offset_minutes(zone: Zone, utc: datetime) -> int:
    """How far a zone is ahead of UTC at a moment, summer time included."""
    if not zone.rule:
        return zone.minutes
    ahead = 0 if zone.rule == "eu" else zone.minutes
    now = (utc + timedelta(minutes=ahead)).replace(tzinfo=None)
    begin, end = summer_time(zone.rule, now.year)
    inside = begin <= now < end if begin <= end else not end <= now < begin
    return zone.minutes + 60 if inside else zone.minutes


def moment_of(date_ms: float) -> datetime:
    """UTC at a moment in milliseconds since 1970; no zone is attached.

    Data from outside may name any moment: one that no calendar here knows becomes the nearest it knows.
    """
    return _EPOCH + timedelta(milliseconds=min(_LAST_MS, max(_FIRST_MS, date_ms)))


@lru_cache(maxsize=8192)
def wall_clock(identity: str, date_ms: int) -> datetime:
    """What clocks in a zone show at a moment in milliseconds since 1970 UTC; no zone is attached."""
    utc = moment_of(date_ms)
    return utc + timedelta(minutes=offset_minutes(zone_of(identity), utc))


def zone_name(zone: Zone, utc: datetime) -> str:
    """What the zone's time is called at a moment: "Central European Summer Time"."""
    if offset_minutes(zone, utc) == zone.minutes:
        return zone.name
    return summer_zone_name(zone)


def summer_zone_name(zone: Zone) -> str:
    """What the zone's summer time is called."""
    if zone.name == "Greenwich Mean Time":
        return _SUMMER_NAMES.get(zone.id, _SUMMER_NAMES["Europe/London"])
    return zone.name.replace("Standard", "Summer" if zone.rule == "eu" else "Daylight")


_SUMMER_NAMES = {"Europe/London": "British Summer Time", "Europe/Dublin": "Irish Standard Time"}


def offset_text(minutes: int) -> str:
    """As in "GMT+02:00"."""
    sign = "-" if minutes < 0 else "+"
    return f"GMT{sign}{abs(minutes) // 60:02d}:{abs(minutes) % 60:02d}"


@lru_cache(maxsize=1024)
def summer_time(rule: Rule, year: int) -> tuple[datetime, datetime]:
    """When summer time begins and ends: in the zone's winter time, for Europe in UTC.

    As the law was in each year, as far as one law held for all who keep the rule; before that there is none.
    """
    one, two = timedelta(hours=1), timedelta(hours=2)
    if year < _KEPT_SINCE.get(rule, 0):
        return datetime(year, 7, 1), datetime(year, 7, 1)
    if rule == "us":
        begin = _sunday(year, 3, 2) if year > 2006 else _sunday(year, 4, 1 if year > 1986 else -1)
        return begin + two, (_sunday(year, 11, 1) if year > 2006 else _sunday(year, 10, -1)) + one
    if rule == "eu":
        return _sunday(year, 3, -1) + one, _sunday(year, 10 if year > 1995 else 9, -1) + one
    if rule == "nz":
        begin = _sunday(year, 9, -1) if year > 2006 else _sunday(year, 10, 1)
        return begin + two, (_sunday(year, 4, 1) if year > 2007 else _sunday(year, 3, 3)) + two
    begin = _sunday(year, 10, 1 if year > 2007 else -1)
    return begin + two, (_sunday(year, 4, 1) if year > 2007 else _sunday(year, 3, -1)) + two


_KEPT_SINCE = {"us": 1967, "eu": 1981, "au": 1987, "nz": 1990}


def _sunday(year: int, month: int, which: int) -> datetime:
    """Midnight of the n-th Sunday of a month, or with -1 of its last."""
    if which > 0:
        first = date(year, month, 1)
        day = 1 + (6 - first.weekday()) % 7 + 7 * (which - 1)
        return datetime(year, month, day)
    last = date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)
    return datetime(year, month, last.day - (last.weekday() + 1) % 7)
