"""date and uptime, and local time on the phone."""

import re
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from device.phone.file.procfs import LOAD
from device.phone.shell.call import Call, Command, UsageFault
from device.phone.system.zone import Zone, offset_minutes, zone_of

if TYPE_CHECKING:
    from device.phone.screen.handset import Handset

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_SET = re.compile(r"(\d\d)(\d\d)(\d\d)(\d\d)(\d{2}|\d{4})?(?:\.(\d\d))?")
_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
    "November", "December",
)  # fmt: skip
_EUROPEAN = {0: ("WET", "WEST"), 60: ("CET", "CEST"), 120: ("EET", "EEST")}
_ISO = re.compile(r"(\d{4})-(\d\d)-(\d\d)(?:[T ](\d\d):(\d\d)(?::(\d\d)(?:\.\d*)?)?)?")


def local(phone: "Handset", env: Mapping[str, str], moment: datetime) -> tuple[datetime, int, str]:
    """A UTC moment in local time, the offset in minutes, and the zone's abbreviation."""
    zone = zone_of(env.get("TZ") or phone.clock.timezone)
    offset = offset_minutes(zone, moment)
    return moment + timedelta(minutes=offset), offset, _abbreviation(zone, offset > zone.minutes)


def _abbreviation(zone: Zone, summer: bool) -> str:
    if zone.id == "UTC":
        return "UTC"
    short = "".join(word[0] for word in re.findall(r"[A-Z]\w*", zone.name))
    if zone.name == "Greenwich Mean Time" and summer:
        return "IST" if zone.id == "Europe/Dublin" else "BST"
    if zone.rule == "eu" and zone.minutes in _EUROPEAN:
        return _EUROPEAN[zone.minutes][summer]
    return (short.replace("ST", "DT") if summer else short) or "UTC"


def strftime(pattern: str, moment: datetime, offset: int, zone: str) -> str:
    """A date in a strftime pattern, whatever the host's locale is."""
    out = []
    at = 0
    while at < len(pattern):
        char = pattern[at]
        at += 1
        if char != "%" or at >= len(pattern):
            out.append(char)
            continue
        plain = pattern[at] == "-" and at + 1 < len(pattern)
        modifier = pattern[at] if plain else ""
        code = pattern[at + plain]
        at += 1 + plain
        text = _field(code, moment, offset, zone)
        if text is None:
            text = "%" + modifier + code
        elif modifier == "-":
            text = text.lstrip("0 ") or "0"
        out.append(text)
    return "".join(out)


_COMPOUND = {
    "D": "%m/%d/%y", "F": "%Y-%m-%d", "T": "%H:%M:%S", "R": "%H:%M", "r": "%I:%M:%S %p", "X": "%H:%M:%S",
    "x": "%m/%d/%y", "c": "%a %b %e %H:%M:%S %Y", "h": "%b",
}  # fmt: skip


def _field(code: str, moment: datetime, offset: int, zone: str) -> str | None:
    if code in _COMPOUND:
        return strftime(_COMPOUND[code], moment, offset, zone)
    day, month = _DAYS[moment.weekday()], _MONTHS[moment.month - 1]
    hour = moment.hour % 12 or 12
    sign = "-" if offset < 0 else "+"
    seconds = round((moment - timedelta(minutes=offset) - _EPOCH).total_seconds() // 1)
    values = {
        "Y": f"{moment.year:04d}", "y": f"{moment.year % 100:02d}", "C": f"{moment.year // 100:02d}",
        "m": f"{moment.month:02d}", "d": f"{moment.day:02d}", "e": f"{moment.day:2d}",
        "H": f"{moment.hour:02d}", "I": f"{hour:02d}", "k": f"{moment.hour:2d}", "l": f"{hour:2d}",
        "M": f"{moment.minute:02d}", "S": f"{moment.second:02d}", "N": f"{moment.microsecond * 1000:09d}",
        "p": "PM" if moment.hour >= 12 else "AM", "P": "pm" if moment.hour >= 12 else "am",
        "a": day[:3], "A": day, "b": month[:3], "B": month, "j": f"{moment.timetuple().tm_yday:03d}",
        "u": str(moment.isoweekday()), "w": str(moment.isoweekday() % 7), "s": str(seconds),
        "z": f"{sign}{abs(offset) // 60:02d}{abs(offset) % 60:02d}", "Z": zone, "n": "\n",
        "t": "\t", "%": "%",
    }  # fmt: skip
    return values.get(code)


_LONG = {"utc": "u", "date": "d", "reference": "r", "set": "s"}


def date(call: Call) -> int:
    """Show or set the date."""
    options = call.options("d:D:r:s:u", _LONG)
    phone = call.phone
    env = {"TZ": "UTC"} if "u" in options else call.env
    moment = phone.clock.now
    pattern = "%a %b %e %H:%M:%S %Z %Y"
    for arg in (*options.rest, *options.values.get("s", ())):
        if arg.startswith("+"):
            pattern = arg[1:]
        else:
            found = parsed_date(arg, phone, env)
            if found is None:
                return call.complain(f"bad date '{arg}'")
            phone.clock.set_date(round((found - _EPOCH).total_seconds() * 1000))
            moment = phone.clock.now
    if "d" in options:
        asked = parsed_date(options.value("d"), phone, env)
        if asked is None:
            return call.complain(f"bad date '{options.value('d')}'")
        moment = asked
    if "r" in options:
        mtime = call.files.stat(call.path(options.value("r"))).mtime_ns
        moment = _EPOCH + timedelta(microseconds=mtime // 1000)
    when, offset, zone = local(phone, env, moment)
    call.line(strftime(pattern, when, offset, zone))
    return 0


def parsed_date(text: str, phone: "Handset", env: Mapping[str, str]) -> datetime | None:
    """A moment in UTC: MMDDhhmm[[CC]YY][.ss], @seconds or an ISO date; None when it is none of these."""
    if text.startswith("@"):
        if not re.fullmatch(r"@\d{1,11}(\.\d+)?", text):
            return None
        return _EPOCH + timedelta(seconds=float(text[1:]))
    try:
        when = _written(text, local(phone, env, phone.clock.now)[0].year)
    except ValueError:
        return None
    if when is None or not 1970 <= when.year <= 2106:
        return None
    zone = zone_of(env.get("TZ") or phone.clock.timezone)
    return when - timedelta(minutes=offset_minutes(zone, when - timedelta(minutes=zone.minutes)))


def _written(text: str, this_year: int) -> datetime | None:
    found = _SET.fullmatch(text)
    if found:
        month, day, hour, minute, year, second = found.groups()
        full = this_year if year is None else int(year) if len(year) == 4 else 2000 + int(year)
        return datetime(full, int(month), int(day), int(hour), int(minute), int(second or 0), tzinfo=UTC)
    iso = _ISO.fullmatch(text)
    if iso is None:
        return None
    year, month, day, hour, minute, second = (int(group or 0) for group in iso.groups())
    return datetime(year, month, day, hour, minute, second, tzinfo=UTC)


def uptime(call: Call) -> int:
    """How long the phone has been on: with -s since when."""
    if call.args not in ([], ["-s"]):
        raise UsageFault(f"Unknown option '{call.args[0].lstrip('-')}'")
    up = timedelta(milliseconds=call.phone.clock.uptime_ms)
    when, _, _ = local(call.phone, call.env, call.phone.clock.now)
    hours, minutes = up.seconds // 3600, up.seconds // 60 % 60
    if call.args == ["-s"]:
        call.line(f"{when - up:%Y-%m-%d %H:%M:%S}")
    else:
        days = f"{up.days} day{'s' * (up.days != 1)}, " if up.days else ""
        clock = f"{hours:2d}:{minutes:02d}" if hours or up.days else f"{minutes} min"
        loads = ", ".join(f"{load:.2f}" for load in LOAD)
        call.line(f" {when:%H:%M:%S} up {days}{clock},  0 users,  load average: {loads}")
    return 0


COMMANDS: dict[str, Command] = {"date": date, "uptime": uptime}
