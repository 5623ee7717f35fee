"""What providers tell of the calendar, of people and of messages, and what they take in."""

import pytest

from device.client import Device
from device.link.transport.inprocess import InProcessTransport
from device.phone.phone import Phone
from device.phone.sample import fill
from device.phone.system.intent import Intent
from tests.boot import fresh_phone

EVENTS = "content://com.android.calendar/events"
CALENDAR = "com.simplemobiletools.calendar.pro"
DAY = 86_400_000


@pytest.fixture
def phone() -> Phone:
    return fresh_phone()


def out(phone: Phone, command: str) -> str:
    done = phone.shell(command)
    assert (done.exit_code, done.stderr) == (0, b""), done
    return done.text


def refused(phone: Phone, command: str) -> str:
    done = phone.shell(command)
    assert done.text == ""
    return done.stderr.decode().splitlines()[1]


def gym(phone: Phone) -> int:
    """An hour on Monday and Wednesday, six times from a Monday at noon; when it begins first."""
    begin = 1697457600000
    out(phone, f"content insert --uri {EVENTS} --bind title:s:Gym --bind dtstart:l:{begin} "
               "--bind duration:s:P3600S --bind 'rrule:s:FREQ=WEEKLY;COUNT=6;BYDAY=MO,WE'")  # fmt: skip
    return begin


# -- calendar ----------------------------------------------------------------------------------------------
def test_a_repeating_event_goes_in_and_out_by_its_rule(phone: Phone) -> None:
    gym(phone)
    told = out(phone, f"content query --uri {EVENTS} --projection title:rrule:duration:dtend")
    assert told == (
        "Row: 0 title=Gym, rrule=FREQ=WEEKLY;INTERVAL=1;COUNT=6;BYDAY=MO,WE, duration=P3600S, dtend=NULL\n"
    )
    path = f"/data/data/{CALENDAR}/databases/events.db"
    columns = "repeat_interval, repeat_rule, repeat_limit, end_ts - start_ts"
    assert out(phone, f"sqlite3 {path} 'SELECT {columns} FROM events'") == "604800|5|-6|3600\n"
    phone.start(Intent(package=CALENDAR))
    with Device(InProcessTransport(phone)) as device:
        shown = [element for element in device.observe().elements if "Gym" in element.text]
    assert len(shown) == 6  # its page shows October and the first days of November
    out(phone, f"content update --uri {EVENTS}/1 --bind rrule:n:")
    told = out(phone, f"content query --uri {EVENTS}/1 --projection rrule:duration:dtend")
    assert told == "Row: 0 rrule=NULL, duration=NULL, dtend=1697461200000\n"


def test_what_no_rule_or_duration_is_is_refused(phone: Phone) -> None:
    gym(phone)
    assert refused(phone, f"content update --uri {EVENTS}/1 --bind rrule:s:sometimes") == (
        "java.lang.IllegalArgumentException: Invalid recurrence rule: sometimes"
    )
    assert refused(phone, f"content update --uri {EVENTS}/1 --bind duration:s:long") == (
        "java.lang.IllegalArgumentException: Invalid duration long"
    )
    assert "Invalid column rule" in refused(phone, f"content update --uri {EVENTS}/1 --bind rule:s:x")


def test_instances_are_each_time_an_event_happens(phone: Phone) -> None:
    begin = gym(phone)
    uri = "content://com.android.calendar/instances"
    times = [begin, begin + 2 * DAY, begin + 7 * DAY]
    told = out(
        phone, f"content query --uri {uri}/when/{begin}/{times[2]} --projection title:begin:end:dtstart"
    )
    assert told == "".join(
        f"Row: {place} title=Gym, begin={time}, end={time + 3_600_000}, dtstart={begin}\n"
        for place, time in enumerate(times)
    )
    day = out(phone, f"content query --uri {uri}/whenbyday/2460234/2460234 --projection startDay:startMinute")
    assert day == "Row: 0 startDay=2460234, startMinute=720\n"
    ever = f"{uri}/search/0/9999999999999"
    assert out(phone, f"content query --uri {ever}/gym --projection event_id").count("event_id=1\n") == 6
    assert out(phone, f"content query --uri {ever}/pool") == "No result found.\n"
    assert refused(phone, f"content query --uri {uri}/when/now/{begin}").endswith("Cannot parse begin now")
    assert "Unknown URL" in refused(phone, f"content query --uri {uri}/when/{begin}")


def test_days_left_out_of_a_repeating_event_are_its_exdate(phone: Phone) -> None:
    out(phone, f"content insert --uri {EVENTS} --bind title:s:Fair --bind allDay:i:1 "
               "--bind dtstart:l:1697414400000 --bind duration:s:P1D --bind rrule:s:FREQ=DAILY "
               "--bind exdate:s:20231017T000000Z")  # fmt: skip
    told = out(phone, f"content query --uri {EVENTS} --projection duration:exdate:eventTimezone")
    assert told == "Row: 0 duration=P1D, exdate=20231017T000000Z, eventTimezone=UTC\n"
    days = "content://com.android.calendar/instances/whenbyday/2460234/2460236"
    assert out(phone, f"content query --uri {days} --projection startDay:endDay:endMinute") == (
        "Row: 0 startDay=2460234, endDay=2460234, endMinute=1440\n"
        "Row: 1 startDay=2460236, endDay=2460236, endMinute=1440\n"
    )


def test_reminders_come_and_go(phone: Phone) -> None:
    gym(phone)
    uri = "content://com.android.calendar/reminders"
    for minutes in (30, 5, 1440):
        out(
            phone,
            f"content insert --uri {uri} --bind event_id:i:1 --bind minutes:i:{minutes} --bind method:i:1",
        )
    assert "as many reminders" in refused(
        phone, f"content insert --uri {uri} --bind event_id:i:1 --bind minutes:i:1"
    )
    out(phone, f"content delete --uri {uri} --where minutes=30")
    assert out(phone, f"content query --uri {uri} --projection event_id:minutes") == (
        "Row: 0 event_id=1, minutes=5\nRow: 1 event_id=1, minutes=1440\n"
    )
    assert "hasAlarm=1" in out(phone, f"content query --uri {EVENTS}")
    assert out(phone, "content query --uri content://com.android.calendar/attendees") == "No result found.\n"


# -- people ------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("path", "rows"),
    [
        (
            "contacts/strequent --projection display_name",
            ["display_name=Ann Lee", "display_name=David Okafor"],
        ),
        (
            "raw_contact_entities --projection _id:data1 --where \"_id=1 AND mimetype LIKE '%/name'\"",
            ["_id=1, data1=Ann Lee"],
        ),
        ("groups", []),
        ("profile", []),
        ("data/postals", []),
    ],
)
def test_tables_of_people(phone: Phone, path: str, rows: list[str]) -> None:
    fill(phone)
    told = out(phone, f"content query --uri content://com.android.contacts/{path}")
    assert told == (
        "".join(f"Row: {place} {row}\n" for place, row in enumerate(rows)) or "No result found.\n"
    )


# -- messages ----------------------------------------------------------------------------------------------
def test_conversations_show_their_newest_message_and_go_whole(phone: Phone) -> None:
    sms, both = "content://sms", "content://mms-sms"
    for address, body in (("5551", "one"), ("5552", "two"), ("5551", "three")):
        out(phone, f"content insert --uri {sms} --bind address:s:{address} --bind body:s:{body}")
    listed = f"content query --uri {both}/conversations --projection address:body"
    assert out(phone, listed) == ("Row: 0 address=5551, body=three\nRow: 1 address=5552, body=two\n")
    simple = out(
        phone, f"content query --uri '{both}/conversations?simple=true' --projection snippet:message_count"
    )
    assert sorted(line.partition(" snippet")[2] for line in simple.splitlines()) == [
        "=three, message_count=2", "=two, message_count=1",
    ]  # fmt: skip
    one = out(phone, f"content query --uri {both}/conversations/1 --projection body")
    assert one == "Row: 0 body=one\nRow: 1 body=three\n"
    out(phone, f"content delete --uri {both}/conversations/1")
    assert out(phone, listed) == "Row: 0 address=5552, body=two\n"
    assert "does not take new rows" in refused(
        phone, f"content insert --uri {both}/conversations --bind body:s:x"
    )


def test_there_is_a_sim_card_but_no_picture_message(phone: Phone) -> None:
    for path in ("mms", "mms/inbox", "mms/part"):
        assert out(phone, f"content query --uri content://{path}") == "No result found.\n"
    told = out(phone, "content query --uri content://telephony/siminfo --projection display_name:mcc:mnc")
    assert told == "Row: 0 display_name=T-Mobile, mcc=310, mnc=260\n"


def test_the_user_dictionary_takes_words(phone: Phone) -> None:
    uri = "content://user_dictionary/words"
    assert out(phone, f"content query --uri {uri}") == "No result found.\n"
    out(phone, f"content insert --uri {uri} --bind word:s:Tapwright --bind locale:s:en_US")
    told = out(phone, f"content query --uri {uri} --projection word:locale:frequency")
    assert told == "Row: 0 word=Tapwright, locale=en_US, frequency=1\n"
    assert refused(phone, f"content insert --uri {uri} --bind locale:s:en_US").endswith(
        "Word must be specified"
    )
