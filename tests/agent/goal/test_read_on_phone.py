"""Goals in five languages, read and pursued on the embedded phone: its state is what they say."""

from datetime import UTC, datetime

import pytest

from agent.goal.goalreader import GoalReader
from agent.offline.policy import OfflinePolicy
from agent.reader.intent import Reading
from device.phone.phone import Phone
from device.phone.sample import fill
from tests.agent.goal.annotated import reading
from tests.agent.offline.drive import Drive, drive
from tests.boot import fresh_phone


def pursued(annotated: str, phone: Phone | None = None, *, deny: str = "") -> Drive:
    read = reading(annotated)

    def known(goal: str) -> Reading:
        return read if goal == read.text else Reading(goal, ())

    return drive(read.text, phone, deny=deny, policy=OfflinePolicy(GoalReader(known, lambda reading: True)))


@pytest.mark.parametrize(
    "annotated",
    [
        "[switch off]kill [setting:bluetooth]",
        "[switch off]Apaga el [setting:Bluetooth]",
        "[switch off]Désactive le [setting:Bluetooth]",
        "[switch off]mach [setting:Bluetooth] aus",
        "[switch off]关掉[setting:蓝牙]",
    ],
)
def test_off_is_off_in_every_language(annotated: str) -> None:
    phone = fresh_phone(seed=0)
    phone.settings.put("global", "bluetooth_on", "1")
    run = pursued(annotated, phone)
    assert run.status == "complete", run.lines
    assert run.setting("global", "bluetooth_on") == "0"


def events(phone: Phone, title: str) -> list[tuple[str, int]]:
    """When an event begins, in UTC, and how many minutes it lasts."""
    database = phone.database("com.simplemobiletools.calendar.pro", "events.db")
    found = database.rows("SELECT start_ts, end_ts FROM events WHERE title = ?", title)
    return [
        (f"{datetime.fromtimestamp(start, UTC):%m-%d %H:%M}", (end - start) // 60) for start, end in found
    ]


@pytest.mark.parametrize(
    ("annotated", "begins"),
    [
        ("[event_move]move [title:Dentist] to [time:4:30 pm]", "10-18 16:30"),
        ("[event_move][title:Dentist]改到[date:周五]", "10-20 09:15"),
        (
            "[event_move]verschieb [title:dentist] [source:am Mittwoch] auf [date:morgen] um [time:10:00]",
            "10-16 10:00",
        ),
    ],
)
def test_an_event_is_moved_and_lasts_as_long_as_before(annotated: str, begins: str) -> None:
    phone = fresh_phone()
    fill(phone)
    run = pursued(annotated, phone)
    assert run.status == "complete", run.lines
    assert events(phone, "Dentist") == [(begins, 30)]


def test_an_event_is_offered_that_has_the_longest_word_of_what_was_said() -> None:
    phone = fresh_phone()
    fill(phone)
    run = pursued("[event_ask ask][field:when] is [title:the dentist again]", phone)
    assert "do you mean Dentist" in run.reason


def test_what_the_list_shows_of_an_event_is_told_with_its_time() -> None:
    phone = fresh_phone()
    fill(phone)
    run = pursued("[event_ask ask][field:when] is [title:Lunch with Ann]", phone)
    assert "12:30 PM - 1:30 PM, Café Central" in run.reason


def test_an_event_that_is_not_there_is_not_moved() -> None:
    run = pursued("[event_move]move [title:Opera] to [time:4:30 pm]")
    assert run.status == "infeasible"
    assert "Opera" in run.reason


def test_an_alarm_in_german_rings_when_it_says() -> None:
    run = pursued(
        "[alarm_set]weck mich [repeat:werktags] um [time:Viertel nach neun] mit [label:Pillen nehmen]"
    )
    assert run.status == "complete", run.lines
    assert (9, 15, 0b11111, 1, "Pillen nehmen") in run.alarms()


@pytest.mark.parametrize(
    "annotated",
    [
        "[switch on]enciende el [setting:Bluetooth] [condition:cuando llegue a casa]",
        "[switch on]turn on [setting:Bluetooth] [condition:at midnight]",
        "[switch on]schalte [setting:Bluetooth] ein[exception:, aber nur im Auto]",
    ],
)
def test_what_it_cannot_wait_for_or_leave_out_changes_nothing(annotated: str) -> None:
    phone = fresh_phone(seed=0)
    phone.settings.put("global", "bluetooth_on", "0")
    run = pursued(annotated, phone)
    assert run.status == "infeasible"
    assert run.setting("global", "bluetooth_on") == "0"
    assert len(run.history) == 1  # the question


def test_a_folder_in_another_place_is_not_made_elsewhere() -> None:
    run = pursued("[folder_add]create a folder named [name:Täxes 2023] in [place:my Downloads]")
    assert run.status == "infeasible"
    assert "my Downloads" in run.reason


@pytest.mark.parametrize("app", ["Kamera", "cámara", "appareil photo", "相机"])
def test_apps_go_by_their_names_in_five_languages(app: str) -> None:
    run = pursued(f"[app_open]open [app:{app}]")
    assert run.status == "complete", run.lines
    assert "camera" in run.reason
