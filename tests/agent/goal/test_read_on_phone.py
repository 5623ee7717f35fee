"""Goals in five languages, read and pursued on the embedded phone: its state is what they say."""

import pytest

from agent.goal.goalreader import GoalReader
from agent.offline.policy import OfflinePolicy
from agent.reader.intent import Reading
from device.phone.phone import Phone
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
