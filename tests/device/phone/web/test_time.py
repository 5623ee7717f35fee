"""Dates as scripts have them: by the zone's hours on that day."""

import pytest

from device.phone.web.page import Moment

FEBRUARY = "new Date(2024, 1, 29)"
GUESS = "Intl.DateTimeFormat().resolvedOptions().timeZone"
EASTERN = "{timeZone: 'America/New_York'}"
NOON = "new Date(Date.UTC(2024, 6, 1, 12))"


@pytest.mark.parametrize(
    ("zone", "expression", "said"),
    [
        ("America/New_York", f"{FEBRUARY}.toString()",
         "Thu Feb 29 2024 00:00:00 GMT-0500 (Eastern Standard Time)"),
        ("America/New_York", "new Date(2024, 6, 1).toString()",
         "Mon Jul 01 2024 00:00:00 GMT-0400 (Eastern Daylight Time)"),
        ("America/New_York", f"{FEBRUARY}.getTimezoneOffset(), new Date(2024, 6).getTimezoneOffset()",
         "300 240"),
        ("America/New_York", f"{FEBRUARY}.toISOString()", "2024-02-29T05:00:00.000Z"),
        ("America/New_York", "new Date('2024-07-01T09:30').toISOString(), Date.parse('Feb 29, 2024')",
         "2024-07-01T13:30:00.000Z 1709182800000"),
        ("America/New_York", "new Date(Date.UTC(2024, 0, 1, 12)).getHours(),"
         " new Date(Date.UTC(2024, 6, 1, 12)).getHours()",
         "7 8"),
        ("America/New_York", "(d => (d.setMonth(6), d.toISOString()))(new Date(2024, 0, 15, 9))",
         "2024-07-15T13:00:00.000Z"),
        ("America/New_York", "new Date(2024, 2, 10, 2, 30).toString()",
         "Sun Mar 10 2024 03:30:00 GMT-0400 (Eastern Daylight Time)"),
        ("America/New_York", "new Date(2024, 10, 3, 1, 30).toString()",
         "Sun Nov 03 2024 01:30:00 GMT-0400 (Eastern Daylight Time)"),
        ("America/New_York", "new Date(1999, 3, 2).getTimezoneOffset(),"
         " new Date(1999, 3, 5).getTimezoneOffset()",
         "300 240"),
        ("Europe/Berlin", "new Date(2024, 6, 1).toTimeString()",
         "00:00:00 GMT+0200 (Central European Summer Time)"),
        ("Australia/Sydney", "new Date(2024, 0).getTimezoneOffset(), new Date(2024, 6).getTimezoneOffset()",
         "-660 -600"),
        ("Asia/Kolkata", f"{FEBRUARY}.toString()",
         "Thu Feb 29 2024 00:00:00 GMT+0530 (India Standard Time)"),
        ("UTC", f"{FEBRUARY}.toString()",
         "Thu Feb 29 2024 00:00:00 GMT+0000 (Coordinated Universal Time)"),
        ("UTC", "new Date('x').toString(), new Date(NaN).getTimezoneOffset()", "Invalid Date NaN"),
        ("UTC", f"{NOON}.toLocaleString('en-US', {EASTERN})", "7/1/2024, 8:00:00 AM"),
        ("UTC", f"{NOON}.toLocaleTimeString('en-US', {{timeZone: 'Asia/Tokyo'}})", "9:00:00 PM"),
        ("UTC", f"{NOON}.toLocaleTimeString('en-US', {{timeZone: 'us/eastern', timeZoneName: 'short'}})",
         "8:00:00 AM EDT"),
        ("UTC", f"{NOON}.toLocaleDateString('en-US', {{timeZone: 'Asia/Tokyo', timeZoneName: 'short'}})",
         "7/1/2024, GMT+9"),
        ("UTC", f"{NOON}.toLocaleTimeString('en-US', {{timeZone: '+05:30', timeZoneName: 'longOffset'}})",
         "5:30:00 PM GMT+05:30"),
        ("UTC", f"{NOON}.toLocaleTimeString('en-US', {{timeZone: 'Europe/Berlin', timeZoneName: 'long'}})",
         "2:00:00 PM Central European Summer Time"),
        ("America/New_York", f"{FEBRUARY}.toLocaleTimeString('en-US', {{timeStyle: 'long'}})",
         "12:00:00 AM EST"),
        ("Europe/Paris", f"{FEBRUARY}.toLocaleTimeString('en-US', {{timeStyle: 'full'}})",
         "12:00:00 AM Central European Standard Time"),
        ("Asia/Tokyo", GUESS, "Asia/Tokyo"),
        ("UTC", "Intl.DateTimeFormat('en', {timeZone: 'america/new_york'}).resolvedOptions().timeZone",
         "America/New_York"),
    ],
)  # fmt: skip
def test_a_date_goes_by_the_hours_of_its_day(read, zone: str, expression: str, said: str) -> None:
    page = read(
        f"<script>console.log([{expression}].join(' '))</script>",
        opened=Moment(10_000, 1_720_000_000_000, zone),
    )
    assert page.told("log") == [("log", said)]


@pytest.mark.parametrize(
    "asked",
    [
        "Intl.DateTimeFormat('en', {timeZone: 'Mars/Olympus'})",
        "new Intl.DateTimeFormat('en', {timeZone: ''})",
        "new Date().toLocaleString('en', {timeZone: 'Mars/Olympus'})",
    ],
)
def test_a_zone_that_is_not_there_is_an_error(read, asked: str) -> None:
    page = read(f"<script>try {{ {asked} }} catch (error) {{ console.log(error.name) }}</script>")
    assert page.told("log") == [("log", "RangeError")]
