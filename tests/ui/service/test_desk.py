"""The desk: which phones there are, one session each, and runs that outlive the program."""

import os
import re
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest

from agent.build import build
from agent.run.event import PlanMade, Question, StepDone
from agent.run.trajectory import read_trajectory
from agent.settings import Settings
from device.error import ActionRejected, ConfigError, DeviceBusy, DeviceError, NoDevice
from device.link.lease import Lease
from device.link.running import Registry
from device.phone.server.host import PhoneServer
from device.phone.server.remote import stop_phone, stop_phones
from tests.program import Program
from tests.ui.service.follow import PATIENCE, until, until_given_back, words
from tests.ui.service.serving import main as serve
from ui.app import phones_folder, state_folder
from ui.service.desk import Desk, NoSession
from ui.service.phone import Phones
from ui.service.reserve import reserved
from ui.service.session import Session
from ui.service.told import Steered, TaskBegun

ROOT = Path(__file__).parents[3]
GOAL = 'Send "On my way" to +15550104477'


def test_a_new_phone_can_always_be_had(desk: Desk) -> None:
    (only,), _ = desk.phones()
    assert (only.serial, only.kind, only.free) == ("embedded", "embedded", True)


def test_what_is_no_adb_server_hides_no_embedded_phone(settings: Settings) -> None:
    def refuse(listener: socket.socket) -> None:
        with suppress(OSError):
            while True:
                with listener.accept()[0] as caller:
                    caller.recv(64)
                    caller.sendall(b"HTTP/1.0 400\r\n\r\n")

    with socket.create_server(("127.0.0.1", 0)) as squatter:
        threading.Thread(target=refuse, args=(squatter,), daemon=True).start()
        with Desk(settings.model_copy(update={"adb_port": squatter.getsockname()[1]})) as desk:
            session = desk.open("embedded")
            choices, remark = desk.phones()
        squatter.shutdown(socket.SHUT_RDWR)
    assert [one.serial for one in choices] == [session.phone.serial, "embedded"]
    assert "does not answer as an adb server does" in remark


def test_a_phone_of_its_own_is_started_and_ends_with_the_session(desk: Desk) -> None:
    session = desk.open()
    listed = {one.serial: one for one in desk.phones()[0]}
    mine = listed[session.phone.serial]
    assert not mine.free
    assert "the chat" in mine.holder
    desk.end(session)
    assert session.phone.serial not in {one.serial for one in desk.phones()[0]}


def test_a_phone_is_in_one_hand_only_and_others_are_told_whose(desk: Desk, server: PhoneServer) -> None:
    first = desk.open(server.serials[0])
    with pytest.raises(DeviceBusy, match=r"in use by the chat \(process \d+\)"):
        desk.open(server.serials[0])
    second = desk.open(server.serials[1])
    assert {first.phone.serial, second.phone.serial} == set(server.serials)
    desk.end(first)
    again = desk.open(server.serials[0])
    assert again.id != first.id


def test_another_program_that_has_it_is_named(desk: Desk, server: PhoneServer) -> None:
    with (
        Lease.acquire(server.serials[0], state_folder() / "lease", "a bench"),
        pytest.raises(DeviceBusy, match="in use by a bench"),
    ):
        desk.open(server.serials[0])


def test_a_phone_that_is_not_there_is_told(desk: Desk) -> None:
    with pytest.raises(NoDevice):
        desk.open("127.0.0.1:1")
    with pytest.raises(DeviceError):
        desk.open("nobody")


def test_a_session_is_found_by_its_id_and_by_nothing_else(desk: Desk, server: PhoneServer) -> None:
    session = desk.open(server.serials[0])
    assert desk.session(session.id) is session
    assert len(session.id) >= 20
    for other in ("", session.id[:-1], session.phone.serial):
        with pytest.raises(NoSession):
            desk.session(other)
    desk.end(session)
    with pytest.raises(NoSession):
        desk.session(session.id)


def test_a_phone_started_beforehand_goes_to_the_first_session(settings: Settings) -> None:
    with Desk(settings, warm=True) as desk:
        first, second = desk.open("embedded"), desk.open("embedded")
        assert first.phone.serial != second.phone.serial
    assert not Registry(phones_folder()).all()


def test_none_is_started_beforehand_where_another_is_attached(
    settings: Settings, server: PhoneServer
) -> None:
    with Desk(settings.model_copy(update={"device": server.serials[0]}), warm=True) as desk:
        desk.open()
        desk.close()
    assert not list(phones_folder().glob("*"))


def test_a_phone_is_not_swept_while_it_changes_hands(settings: Settings) -> None:
    """The one kept ready is in nobody's hand for a moment, before the first session has it."""
    phones = Phones(settings, "the chat")
    phones.warm()
    serial = phones._new(settings)
    Phones(settings, "another program").sweep(lambda _runs, _serial: False)
    assert [one.serial for one in Registry(phones_folder()).all()] == [serial]
    phones.stop(serial)
    phones.close()


def test_a_phone_nobody_took_ends_with_the_desk(settings: Settings) -> None:
    with Desk(settings, warm=True):
        pass
    assert not Registry(phones_folder()).all()


def test_a_phone_that_is_only_starting_holds_up_no_end_and_ends_once_it_has_started(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun, going, usual = threading.Event(), threading.Event(), Phones._start

    def slow(phones: Phones, wanted: Settings) -> str:
        begun.set()
        assert going.wait(PATIENCE)
        return usual(phones, wanted)

    monkeypatch.setattr(Phones, "_start", slow)
    phones = Phones(settings, "the chat")
    phones.warm()
    assert begun.wait(PATIENCE)
    starting = phones._spare
    assert starting is not None
    phones.close(timeout=0)
    assert not starting.done()
    going.set()
    assert starting.result(PATIENCE) is None
    assert not Registry(phones_folder()).all()


def test_a_secret_is_typed_by_its_name_and_an_unknown_one_is_not(
    settings: Settings, server: PhoneServer
) -> None:
    with Desk(settings, secrets={"bank": "4711"}.__getitem__) as desk:
        phone = desk.open(server.serials[0]).device
        phone.open_app("Settings")
        phone.tap(
            next(one for one in phone.observe().elements if one.label == "Search settings").bounds.center
        )
        phone.settle()
        phone.type_text("{{secret:bank}}")
        assert "4711" in [one.text for one in phone.observe().elements]
        with pytest.raises(ActionRejected, match="there is no secret named 'shop'"):
            phone.type_text("{{secret:shop}}")


def test_it_can_be_watched_while_a_task_works(desk: Desk, server: PhoneServer) -> None:
    session = desk.open(server.serials[0])
    session.begin(GOAL)
    with session.look() as eye:
        until(session, Question)
        seen = eye.observe()
    assert seen.screenshot is not None
    assert seen.elements
    session.stop()


@contextmanager
def serving() -> Iterator[tuple[Program, str]]:
    """A program in the middle of a task, and the phone it is on; what it leaves running is ended."""
    program = Program(serve, GOAL)
    try:
        while not program.out.endswith("\n"):
            assert program.returncode is None, program.err
            time.sleep(0.02)
        yield program, program.out.strip()
    finally:
        program.kill()
        program.end()
        registry = Registry(phones_folder())
        stop_phones(registry.all(), registry)


def _environment() -> dict[str, str]:
    return {**os.environ, "PYTHONPATH": str(ROOT)}


def cut_short(settings: Settings) -> str:
    """A program that is closed in good order in the middle of a task; the phone it was on."""
    with Desk(settings) as desk:
        session = desk.open("embedded")
        session.begin(GOAL)
        until(session, Question)
        assert desk.close() == (GOAL,)
        until_given_back(session)
        return session.phone.serial


def test_a_task_whose_program_was_killed_is_taken_up_again(settings: Settings) -> None:
    with serving() as (program, phone):
        with Desk(settings) as desk:
            assert not desk.interrupted()  # it still goes on, over there
            with pytest.raises(DeviceBusy):
                desk.open(phone)
        program.kill()
        program.end()
        taken_up_again(settings, phone)


def test_a_task_whose_program_was_closed_is_taken_up_again(settings: Settings) -> None:
    taken_up_again(settings, cut_short(settings))


def taken_up_again(settings: Settings, phone: str) -> None:
    with Desk(settings) as desk:
        (run,) = desk.interrupted()
        assert (run.goal, run.phone, run.hindrance) == (GOAL, phone, "")
        assert run.steps >= 1
        session = desk.resume(run.name)
        assert not desk.interrupted()
        begun = words(session, TaskBegun)[0]
        assert (begun.goal, begun.resumed) == (GOAL, True)
        asked, question = until(session, Question)
        assert "send" in question.classes
        indices = [done.step.index for done in words(session, StepDone)]
        assert indices == sorted(set(indices))
        assert len(indices) >= run.steps
        session.answer("yes", asked.number)
        ended = session.join(PATIENCE)
        assert ended is not None
        assert ended.status == "complete"
        assert not desk.interrupted()
    assert not Registry(phones_folder()).all()


def test_what_was_said_before_the_program_ended_holds_for_a_retry(
    settings: Settings, server: PhoneServer
) -> None:
    said = "no, to +15550109999 instead"
    with Desk(settings) as desk:
        session = desk.open(server.serials[0])
        session.begin(GOAL)
        session.say(said)
        until(session, Question)
    with Desk(settings) as desk:
        session = desk.resume(desk.interrupted()[0].name)
        until(session, Question)
        session.stop()
        session.join(PATIENCE)
        number = session.retry()
        assert [one.text for one in words(session, Steered, number)] == [said]


def test_a_run_killed_before_its_first_step_is_taken_up_with_what_was_said(
    settings: Settings, server: PhoneServer
) -> None:
    said = "no, to +15550109999 instead"
    with Desk(settings) as desk:
        session = desk.open(server.serials[0])
        journal = build(settings, session.device).run(GOAL)._context.journal
        journal.open()
        journal.said(said)
        journal.close()  # as a kill leaves it
    with Desk(settings) as desk:
        (run,) = desk.interrupted()
        assert (run.goal, run.steps, run.said) == (GOAL, 0, (said,))
        session = desk.resume(run.name)
        _, question = until(session, Question)
        assert "+15550109999" in question.text
        assert [one.text for one in words(session, Steered)] == [said]
        session.stop()
        session.join(PATIENCE)
        assert not desk.interrupted()


def test_a_run_killed_as_soon_as_it_was_begun_is_offered_with_what_was_said(settings: Settings) -> None:
    """Its program had not even loaded what it works with."""
    killed = (
        "import os, signal; from ui.app import load_settings; from ui.service.desk import Desk\n"
        "desk = Desk(load_settings({'use_memory': False})); session = desk.open('embedded')\n"
        "session.begin('Turn on Wi-Fi'); session.say('no, Bluetooth')\n"
        "print(session.phone.serial, flush=True); os.kill(os.getpid(), signal.SIGKILL)"
    )
    done = subprocess.run(
        [sys.executable, "-c", killed], env=_environment(), capture_output=True, text=True, check=False
    )
    assert done.returncode == -signal.SIGKILL, done.stderr
    with Desk(settings) as desk:
        (run,) = desk.interrupted()
        assert (run.goal, run.phone, run.steps) == ("Turn on Wi-Fi", done.stdout.strip(), 0)
        assert (run.said, run.hindrance) == (("no, Bluetooth",), "")
        session = desk.resume(run.name)
        ended = session.join(PATIENCE)
        assert ended is not None
        assert (ended.status, bluetooth(session)) == ("complete", "1")
        assert [one.text for one in words(session, Steered)] == ["no, Bluetooth"]
        record = read_trajectory(settings.runs / run.name)
        assert record.manifest.brain == "offline"
        assert record.ending is not None
        assert not desk.interrupted()
    assert not Registry(phones_folder()).all()


def test_a_follow_up_killed_as_soon_as_it_was_begun_still_follows_on(
    settings: Settings, server: PhoneServer
) -> None:
    with Desk(settings) as desk:
        session = desk.open(server.serials[0])
        session.begin("Turn on Bluetooth")
        session.join(PATIENCE)
        begun_only(session, "now turn it off again")
    with Desk(settings) as desk:
        session = desk.resume(desk.interrupted()[0].name)
        ended = session.join(PATIENCE)
        assert ended is not None
        assert ended.status == "complete"
        assert bluetooth(session) == "0"


def bluetooth(session: Session) -> str:
    return session.device.shell("settings get global bluetooth_on").text.strip()


def begun_only(session: Session, goal: str) -> None:
    """What a task's beginning leaves behind where the program is killed at once."""
    journal = reserved(session.settings, goal, session.earlier(), session.device.serial)
    journal.close()


def test_a_run_that_is_only_begun_belongs_to_its_program(settings: Settings, server: PhoneServer) -> None:
    with Desk(settings) as desk, Desk(settings) as another:
        session = desk.open(server.serials[0])
        session.begin(GOAL)
        assert not another.interrupted()
        until(session, Question)
        session.stop()


def test_a_run_taken_up_again_tells_what_was_said_and_each_plan_once(
    settings: Settings, server: PhoneServer
) -> None:
    said = "no, to +15550109999 instead"
    with Desk(settings) as desk:
        session = desk.open(server.serials[0])
        session.begin(f"Turn on Bluetooth, turn on airplane mode and {GOAL}")
        until(session, StepDone)
        session.say(said)
        until(session, Question)
    until_given_back(session)
    with Desk(settings) as desk:
        (run,) = desk.interrupted()
        assert run.said == (said,)
        session = desk.resume(run.name)
        until(session, Question)
        told = [one.word for one in session.told()]
        plans = [word.plan.subgoals for word in told if isinstance(word, PlanMade)]
        assert len(plans) == len(set(plans)) == 2
        assert "+15550109999" in plans[1][-1]
        kinds = [type(word) for word in told if isinstance(word, PlanMade | Steered)]
        assert kinds == [PlanMade, Steered, PlanMade]
        assert [word.text for word in told if isinstance(word, Steered)] == [said]


def test_a_run_that_is_left_is_offered_no_more_and_its_phone_ends(settings: Settings) -> None:
    phone = cut_short(settings)
    with Desk(settings) as desk:
        (run,) = desk.interrupted()
        assert [one.serial for one in Registry(phones_folder()).all()] == [phone]
        desk.leave(run.name)
        assert not desk.interrupted()
        with pytest.raises(ConfigError, match="was cut short"):
            desk.resume(run.name)
        assert not Registry(phones_folder()).all()
    ending = read_trajectory(settings.runs / run.name).ending
    assert ending is not None
    assert (ending.status, ending.reason) == ("stopped", "stopped by the person")


def test_a_phone_that_is_being_ended_in_the_background_is_gone_when_its_run_is_left(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    cut_short(settings)
    begun, end = threading.Event(), Phones.stop

    def slow(phones: Phones, serial: str) -> None:
        begun.set()
        time.sleep(0.5)  # long enough for the other sweep to come by
        end(phones, serial)

    monkeypatch.setattr(Phones, "stop", slow)
    phones = Phones(settings, "the chat")
    phones.sweep_later(lambda _runs, _serial: False)
    assert begun.wait(PATIENCE)
    phones.sweep(lambda _runs, _serial: False)
    assert not Registry(phones_folder()).all()
    phones.close()


def test_a_phone_whose_program_was_killed_without_a_task_ends_with_the_next_start(settings: Settings) -> None:
    session = Desk(settings).open("embedded")
    session.device.close()  # as the system does
    deadline = time.monotonic() + PATIENCE
    with Desk(settings):
        while Registry(phones_folder()).all():
            assert time.monotonic() < deadline
            time.sleep(0.01)


def test_a_run_whose_phone_is_gone_is_told_of_and_not_offered(settings: Settings) -> None:
    phone = cut_short(settings)
    registry = Registry(phones_folder())
    stop_phone(registry.find(phone), registry)
    with Desk(settings) as desk:
        (run,) = desk.interrupted()
        assert run.hindrance == f"the phone {phone} is not there"
        with pytest.raises(DeviceError):
            desk.resume(run.name)


@pytest.mark.parametrize("name", ["", "..", "../x", "nothing", "/etc"])
def test_only_a_run_that_was_cut_short_is_resumed(desk: Desk, name: str) -> None:
    with pytest.raises(ConfigError, match=re.escape(f"no run {name} was cut short")):
        desk.resume(name)


def test_what_the_person_stopped_is_not_offered(desk: Desk, server: PhoneServer) -> None:
    session = desk.open(server.serials[0])
    session.begin(GOAL)
    until(session, Question)
    session.stop()
    session.join(PATIENCE)
    assert words(session, Steered)[0].act == "stopped"
    assert not desk.interrupted()
