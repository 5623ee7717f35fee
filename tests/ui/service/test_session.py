"""A session: one task after the other, told, steered, and followed from any point."""

import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from agent.replay.script import script_of
from agent.run.control import CLOSED, STOPPED
from agent.run.event import Ended, PlanMade, Question, StepDone
from agent.run.trajectory import read_trajectory
from device.client import Device
from device.error import ConfigError
from device.phone.server.host import PhoneServer
from device.screen import Observation
from tests.agent.script import answer, click, complete, decide, says
from tests.boot import fresh_phone
from tests.thin import thinned
from tests.ui.service.conftest import Script
from tests.ui.service.follow import PATIENCE, until, until_still, words
from ui.service.desk import Desk
from ui.service.session import Session
from ui.service.told import NotNow, Steered, TaskBegun

OPEN = decide({"action_type": "open_app", "app_name": "Settings"})
HOME = decide({"action_type": "navigate_home"})
ASK = decide({"action_type": "ask_user", "question": "Which one?"})
HELP = decide({"action_type": "take_over", "reason": "Please log in"})
REACHED = says("confirm", reached=True, evidence="it shows")
DONE = (complete(), REACHED)


def use(session: Session, model: str) -> None:
    session.settings = session.settings.model_copy(update={"model": model})


def bluetooth(server: PhoneServer, number: int = 0) -> str:
    return server.call(lambda: server.phones[number].settings.get("global", "bluetooth_on")) or ""


def test_a_task_runs_to_its_end_offline_and_all_of_it_is_told(session: Session, server: PhoneServer) -> None:
    assert session.standing().activity == "idle"
    number = session.begin("Turn on Bluetooth")
    ended = session.join(PATIENCE)
    assert ended is not None
    assert (ended.status, ended.verified) == ("complete", True)
    assert bluetooth(server) == "1"
    told = session.told()
    assert [one.number for one in told] == list(range(1, len(told) + 1))
    assert {one.task for one in told} == {number}
    begun, *_, last = (one.word for one in told)
    assert isinstance(begun, TaskBegun)
    assert last == ended
    assert words(session, PlanMade)
    assert session.standing().ended == ended


def test_what_is_recorded_is_for_its_owner_alone(session: Session, tmp_path: Path) -> None:
    session.begin("Turn on Bluetooth")
    ended = session.join(PATIENCE)
    assert ended is not None
    assert ended.folder is not None
    for folder in (ended.folder, ended.folder.parent):
        assert folder.stat().st_mode & 0o777 == 0o700


def test_each_step_has_its_picture_and_no_other_file_is_given_out(session: Session) -> None:
    session.begin("Turn on Bluetooth")
    session.join(PATIENCE)
    for done in words(session, StepDone):
        assert session.picture(1, done.step.shot).read_bytes().startswith(b"\x89PNG")
    for name in (
        "manifest.json",
        "../manifest.json",
        "shots/../manifest.json",
        "shots/..",
        "",
        "/etc/passwd",
    ):
        with pytest.raises(ConfigError, match="no picture"):
            session.picture(1, name)
    with pytest.raises(ConfigError, match="no picture"):
        session.picture(2, words(session, StepDone)[0].step.shot)


def test_whoever_comes_later_catches_up_and_hears_the_rest_once(session: Session, script: Script) -> None:
    use(session, script(OPEN, ASK, HOME, *DONE))
    session.begin("Look around")
    asked, _ = until(session, Question)
    early = session.told(0)
    assert early[-1] == asked
    session.answer("the first")
    session.join(PATIENCE)
    assert (*early, *session.told(asked.number)) == session.told()


def test_two_follow_at_once_and_hear_the_same(session: Session, script: Script) -> None:
    use(session, script(OPEN, HOME, OPEN, *DONE))
    with ThreadPoolExecutor(2) as pool:
        heard = [pool.submit(lambda: list(session.follow())) for _ in range(2)]
        session.begin("Look around")
        session.join(PATIENCE)
        session.close()
        assert heard[0].result(PATIENCE) == heard[1].result(PATIENCE) == list(session.told())


def test_a_question_is_answered_once_and_only_while_it_is_open(session: Session, script: Script) -> None:
    use(session, script(ASK, ASK, *DONE))
    session.begin("Look around")
    first, question = until(session, Question)
    standing = session.standing()
    assert (standing.activity, standing.question, standing.asked) == ("asking", question, first.number)
    session.answer("one", first.number)
    with pytest.raises(NotNow, match="not open any more"):
        session.answer("one", first.number)
    second, _ = until(session, Question, first.number)
    with pytest.raises(NotNow, match="not open any more"):
        session.answer("meant for the first", first.number)
    session.answer("two", second.number)
    assert session.join(PATIENCE) is not None
    answers = [word for word in words(session, Steered) if word.act == "answered"]
    assert [(word.text, word.question) for word in answers] == [("one", first.number), ("two", second.number)]


def test_a_confirmation_refused_leaves_the_phone_alone(session: Session, server: PhoneServer) -> None:
    session.begin('Send "On my way" to +15550104477')
    asked, question = until(session, Question)
    assert "send" in question.classes
    session.answer("no", asked.number)
    ended = session.join(PATIENCE)
    assert ended is not None
    assert ended.status != "complete"


def test_a_stop_ends_it_and_another_task_may_begin(session: Session, script: Script) -> None:
    use(session, script(ASK, OPEN, *DONE))
    session.begin("Look around")
    until(session, Question)
    with pytest.raises(NotNow, match="still at work"):
        session.begin("Something else")
    session.stop()
    ended = session.join(PATIENCE)
    assert ended is not None
    assert (ended.status, ended.reason) == ("stopped", "stopped by the person")
    assert session.begin("Something else") == 2
    session.stop()


def test_what_is_said_in_the_middle_reaches_the_next_decision(session: Session, script: Script) -> None:
    use(session, script(ASK, HOME, *DONE))
    session.begin("Look around")
    until(session, Question)
    session.say("no, the other one")
    session.answer("yes")
    session.join(PATIENCE)
    folder = words(session, TaskBegun)[0].folder
    assert "no, the other one" in read_trajectory(folder).steps[-1].added


def test_a_pause_holds_it_until_it_goes_on(session: Session, script: Script) -> None:
    use(session, script(ASK, HOME, OPEN, *DONE))
    session.begin("Look around")
    until(session, Question)
    session.pause()
    session.answer("yes")
    until_still(session)
    assert session.standing().activity == "paused"
    told = session.told()
    assert session.told() == told
    session.go_on()
    ended = session.join(PATIENCE)
    assert ended is not None
    assert ended.status == "complete"
    assert [word.act for word in words(session, Steered)] == ["paused", "answered", "went_on"]


def test_what_a_step_did_is_told_at_once_in_a_pause_and_once_only(
    session: Session, script: Script, monkeypatch: pytest.MonkeyPatch
) -> None:
    usual = Device.open_app

    def pausing(device: Device, name: str) -> Any:
        session.pause()
        return usual(device, name)

    monkeypatch.setattr(Device, "open_app", pausing)
    use(session, script(OPEN, HOME, *DONE))
    session.begin("Look around")
    until(session, StepDone)
    until_still(session)
    assert session.standing().activity == "paused"
    (done,) = words(session, StepDone)
    assert done.step.outcome == "success"
    session.device.home()
    session.go_on()
    ended = session.join(PATIENCE)
    assert ended is not None
    assert ended.status == "complete"
    assert [word.step.index for word in words(session, StepDone)] == [1, 2, 3]


def test_the_person_takes_the_phone_and_hands_it_back(session: Session, script: Script) -> None:
    tap = decide(click("Search settings"))
    use(session, script(OPEN, ASK, tap, HOME, *DONE))
    session.begin("Look around")
    until(session, Question)
    session.take_over()
    session.answer("yes")
    until_still(session)
    assert session.standing().activity == "taken_over"
    session.device.home()
    session.hand_back("went home")
    ended = session.join(PATIENCE)
    assert ended is not None
    assert ended.status == "complete"
    steps = read_trajectory(words(session, TaskBegun)[0].folder).steps
    assert "The owner used the phone by hand meanwhile: went home" in steps[-1].added


def test_what_was_decided_before_a_take_over_is_not_done(session: Session, script: Script) -> None:
    """The question stands between the decision and the touch; so the phone is taken in just that gap."""
    session.begin('Send "On my way" to +15550104477')
    until(session, Question)
    session.take_over()
    session.answer("yes")
    session.hand_back()
    again, question = until(session, Question, session.standing().told)
    assert "send" in question.classes
    held = [done.step for done in words(session, StepDone) if done.step.error]
    assert "took the phone" in held[-1].error
    assert not held[-1].performed
    session.answer("yes", again.number)
    ended = session.join(PATIENCE)
    assert ended is not None
    assert ended.status == "complete"


def test_a_request_to_take_over_is_answered_by_handing_back(session: Session, script: Script) -> None:
    use(session, script(HELP, HOME, *DONE))
    session.begin("Look around")
    _, question = until(session, Question)
    assert (question.kind, question.text) == ("take_over", "Please log in")
    session.hand_back()
    ended = session.join(PATIENCE)
    assert ended is not None
    assert ended.status == "complete"


def test_one_box_answers_corrects_and_begins(session: Session, script: Script) -> None:
    use(session, script(ASK, HOME, *DONE))
    assert session.send("Look around") == 1
    until(session, Question)
    assert session.send("the first") == 1
    session.join(PATIENCE)
    assert words(session, Steered)[0].act == "answered"
    assert session.send("And again") == 2
    assert words(session, TaskBegun)[1].goal == "And again"
    session.stop()


def test_a_follow_up_is_told_what_came_before(session: Session, script: Script) -> None:
    use(session, script(answer("It is 20:15"), *DONE))
    session.begin("What time is it?")
    session.join(PATIENCE)
    use(session, script(HOME, *DONE))
    session.begin("Now do the same for London")
    session.join(PATIENCE)
    earlier = read_trajectory(words(session, TaskBegun, 2)[0].folder).manifest.earlier
    assert [(task.goal, task.status, task.answer) for task in earlier] == [
        ("What time is it?", "complete", "It is 20:15")
    ]


def test_a_follow_up_works_with_no_model_too(session: Session, server: PhoneServer) -> None:
    session.begin("Turn on Bluetooth")
    session.join(PATIENCE)
    session.begin("Now turn it off again")
    ended = session.join(PATIENCE)
    assert ended is not None
    assert ended.status == "complete"
    assert bluetooth(server) == "0"
    manifest = read_trajectory(words(session, TaskBegun, 2)[0].folder).manifest
    assert (manifest.said, manifest.goal) == ("Now turn it off again", "Turn off Bluetooth")


def test_only_what_was_changed_is_undone(session: Session, server: PhoneServer) -> None:
    """To turn off what was on all along would cut a real phone off."""
    for goal in ("Turn on Wi-Fi", "undo that"):
        session.begin(goal)
        session.join(PATIENCE)
    ended = session.join(PATIENCE)
    assert ended is not None
    assert ended.reason == "Nothing that I could put back was changed just before"
    assert server.call(lambda: server.phones[0].settings.get("global", "wifi_on")) == "1"
    for goal in ("Turn on Bluetooth", "undo that"):
        session.begin(goal)
        session.join(PATIENCE)
    assert bluetooth(server) == "0"


def test_what_was_not_understood_does_not_stand_between(session: Session, server: PhoneServer) -> None:
    for goal in ("Turn on Bluetooth", "thanks", "now turn it off again"):
        session.begin(goal)
        session.join(PATIENCE)
    assert bluetooth(server) == "0"


def test_a_follow_up_goes_by_the_goal_as_it_was_corrected(session: Session, server: PhoneServer) -> None:
    session.begin("Turn on airplane mode")
    session.send("no, Bluetooth instead")
    session.join(PATIENCE)
    assert bluetooth(server) == "1"
    session.begin("Now turn it off again")
    session.join(PATIENCE)
    assert bluetooth(server) == "0"
    manifest = read_trajectory(words(session, TaskBegun, 2)[0].folder).manifest
    assert [task.added for task in manifest.earlier] == [("no, Bluetooth instead",)]
    assert manifest.goal == "Turn off Bluetooth"


def test_a_word_that_comes_while_the_task_is_put_away_is_a_task_after_it(
    session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    putting_away, go_on = threading.Event(), threading.Event()

    def held(*_: object) -> None:
        putting_away.set()
        assert go_on.wait(PATIENCE)

    monkeypatch.setattr("agent.run.run.learn", held)
    session.begin("Turn on Bluetooth")
    assert putting_away.wait(PATIENCE)
    with pytest.raises(NotNow, match="over"):
        session.say("no, turn on airplane mode")
    with ThreadPoolExecutor(1) as thread:
        sent = thread.submit(session.send, "no, turn on airplane mode")
        go_on.set()
        assert sent.result(PATIENCE) == 2
    session.join(PATIENCE)
    assert [begun.goal for begun in words(session, TaskBegun, 2)] == ["no, turn on airplane mode"]


def test_a_retry_works_on_the_same_goal_again(session: Session, script: Script) -> None:
    with pytest.raises(NotNow, match="no task"):
        session.retry()
    use(session, script(HOME))  # the script ends too early
    session.begin("Look around")
    failed = session.join(PATIENCE)
    assert failed is not None
    assert failed.status == "error"
    use(session, script(HOME, *DONE))
    assert session.retry() == 2
    ended = session.join(PATIENCE)
    assert ended is not None
    assert ended.status == "complete"
    first, second = words(session, TaskBegun)
    assert first.goal == second.goal
    assert first.folder != second.folder


def test_a_run_is_done_again_held_and_let_go_on(session: Session, server: PhoneServer) -> None:
    session.begin("Turn on Bluetooth")
    session.join(PATIENCE)
    again = script_of(read_trajectory(words(session, TaskBegun)[0].folder))
    session.device.shell("cmd bluetooth_manager disable")
    session.device.home()
    assert session.replay(again) == 2
    session.pause()
    until_still(session)
    assert (session.standing().activity, session.standing().goal) == ("paused", "Turn on Bluetooth")
    assert bluetooth(server) == "0"
    with pytest.raises(NotNow, match="still at work"):
        session.replay(again)
    session.go_on()
    ended = session.join(PATIENCE)
    assert ended is not None
    assert (ended.status, ended.model_calls, bluetooth(server)) == ("complete", 0, "1")
    assert read_trajectory(words(session, TaskBegun)[1].folder).manifest.replays == again.run


@pytest.mark.parametrize(("alone", "status"), [(True, "truncated"), (False, "complete")])
def test_where_the_record_ends_too_early_the_agent_goes_on_unless_it_is_to_end_there(
    session: Session, server: PhoneServer, *, alone: bool, status: str
) -> None:
    session.begin("Turn on Bluetooth")
    session.join(PATIENCE)
    session.device.shell("cmd bluetooth_manager disable")
    recorded = script_of(read_trajectory(words(session, TaskBegun)[0].folder))
    session.replay(recorded.model_copy(update={"moves": recorded.moves[:1], "complete": False}), alone=alone)
    ended = session.join(PATIENCE)
    assert ended is not None
    assert (ended.status, bluetooth(server)) == (status, "0" if alone else "1")


def test_a_failure_before_the_first_step_leaves_no_folder(session: Session, tmp_path: Path) -> None:
    use(session, "scripted:missing.json")
    session.begin("Look around")
    ended = session.join(PATIENCE)
    assert ended is not None
    assert (ended.status, ended.exit_code, ended.folder) == ("error", 2, None)
    assert "missing.json" in ended.reason
    assert not list((tmp_path / "runs").iterdir())


def test_a_goal_that_is_none_is_refused_at_once(session: Session) -> None:
    with pytest.raises(ConfigError, match="the goal is empty"):
        session.begin("  ")
    assert not session.told()


def test_nothing_can_be_steered_where_nothing_goes_on(session: Session) -> None:
    for steer in (session.pause, session.go_on, session.stop, session.take_over, session.hand_back):
        with pytest.raises(NotNow, match="no task is going on"):
            steer()
    session.close()
    with pytest.raises(NotNow, match="closed"):
        session.begin("Turn on Bluetooth")


def test_many_sessions_with_one_goal_do_not_mix(desk: Desk) -> None:
    with PhoneServer([fresh_phone(seed) for seed in (1, 1, 2)]) as server:
        sessions = [desk.open(serial) for serial in server.serials]
        for one in sessions:
            one.begin("Turn on Bluetooth")
        ended = [one.join(PATIENCE) for one in sessions]
        assert all(end is not None and end.status == "complete" for end in ended)
        folders = {words(one, TaskBegun)[0].folder for one in sessions}
        assert len(folders) == len(sessions)
        assert {bluetooth(server, number) for number in range(3)} == {"1"}
        for one, folder in ((one, words(one, TaskBegun)[0].folder) for one in sessions):
            assert read_trajectory(folder).manifest.device == one.phone.serial
        for one in sessions:
            desk.end(one)


def test_the_end_is_told_once(session: Session) -> None:
    session.begin("Turn on Bluetooth")
    session.join(PATIENCE)
    assert len(words(session, Ended)) == 1


def test_a_retry_goes_by_what_was_said_in_mid_run(session: Session, server: PhoneServer) -> None:
    session.begin("Turn on airplane mode")
    session.send("no, Bluetooth instead")
    session.join(PATIENCE)
    for _ in range(2):  # a retry of a retry, too
        server.call(lambda: server.phones[0].settings.put("global", "bluetooth_on", "0"))
        number = session.retry()
        ended = session.join(PATIENCE)
        assert ended is not None
        assert ended.status == "complete"
        assert bluetooth(server) == "1"
        (begun,) = words(session, TaskBegun, number)
        assert begun.goal == "Turn on airplane mode"
        assert [one.text for one in words(session, Steered, number)] == ["no, Bluetooth instead"]


@pytest.mark.parametrize(("wait", "on"), [("wait", "ok, go on"), ("等一下", "继续")])
def test_a_word_that_asks_it_to_wait_pauses_it(
    session: Session, server: PhoneServer, wait: str, on: str
) -> None:
    session.begin("Turn on Bluetooth")
    session.send(wait)
    until_still(session)
    assert session.standing().activity == "paused"
    assert bluetooth(server) == "0"
    session.send(on)
    ended = session.join(PATIENCE)
    assert ended is not None
    assert ended.status == "complete"
    assert not words(session, Question)
    acts = [one.act for one in words(session, Steered)]
    assert acts == ["said", "paused", "said", "went_on"]


def test_a_retry_is_not_called_off_by_what_called_the_first_off(session: Session, script: Script) -> None:
    use(session, script(ASK, HOME, *DONE))
    session.begin("Look around")
    until(session, Question)
    session.say("the left one")
    session.say("stop it please")
    session.stop()
    session.join(PATIENCE)
    number = session.retry()
    assert [one.text for one in words(session, Steered, number)] == ["the left one"]
    session.stop()
    session.join(PATIENCE)


@pytest.mark.parametrize("text", ["stop", "Stop it, please", "pause", "wait", "go on", "停下", "暂停"])
def test_with_nothing_going_on_there_is_nothing_to_stop(session: Session, text: str) -> None:
    with pytest.raises(NotNow, match="no task is going on"):
        session.send(text)
    assert not session.told()


def test_a_task_whose_phone_is_put_away_before_it_could_end_is_cut_short_and_no_failure(
    session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As when a computer is busy while the program is closed."""
    looking, going, usual = threading.Event(), threading.Event(), Device.see

    def slow(device: Device, *args: Any, **more: Any) -> tuple[bool, Observation]:
        looking.set()
        assert going.wait(60)
        return usual(device, *args, **more)

    monkeypatch.setattr(Device, "see", slow)
    session.begin("Turn on Bluetooth")
    assert looking.wait(60)
    session.close(CLOSED, timeout=0)
    assert session.is_cut_short
    going.set()
    ended = session.join(60)
    assert ended is not None
    assert (ended.status, ended.reason) == ("stopped", CLOSED)
    assert session.is_cut_short


# -- at a question -----------------------------------------------------------------------------------------
MESSAGE = 'Send "On my way" to +15550104477'


def at_its_question(session: Session) -> int:
    """The number of the question whether a message may be sent."""
    session.begin(MESSAGE)
    return until(session, Question)[0].number


def sent(server: PhoneServer) -> list[str]:
    def read() -> list[str]:
        messages = server.phones[0].database("com.android.providers.telephony", "mmssms.db")
        return [str(body) for (body,) in messages.rows("SELECT body FROM sms WHERE type = 2")]

    return server.call(read)


def test_what_is_allowed_in_a_pause_is_done_only_once_it_goes_on(
    session: Session, server: PhoneServer
) -> None:
    asked = at_its_question(session)
    session.pause()
    standing = session.standing()
    assert (standing.activity, standing.asked) == ("paused", asked)
    session.answer("yes", asked)
    assert session.standing().activity == "paused"
    assert session.join(0.5) is None
    assert "On my way" not in sent(server)
    session.go_on()
    ended = session.join(PATIENCE)
    assert ended is not None
    assert ended.status == "complete"
    assert "On my way" in sent(server)


def test_what_was_allowed_in_a_pause_is_not_done_once_it_is_stopped(
    session: Session, server: PhoneServer
) -> None:
    asked = at_its_question(session)
    session.pause()
    session.answer("yes", asked)
    session.stop()
    ended = session.join(PATIENCE)
    assert ended is not None
    assert ended.status == "stopped"
    assert "On my way" not in sent(server)


@pytest.mark.parametrize("word", thinned(["stop", "Stop it, please", "停止"], 3))
def test_stop_said_at_a_question_stops_it(session: Session, server: PhoneServer, word: str) -> None:
    at_its_question(session)
    session.send(word)
    ended = session.join(PATIENCE)
    assert ended is not None
    assert (ended.status, ended.reason) == ("stopped", STOPPED)
    assert "On my way" not in sent(server)


def test_wait_said_at_a_question_pauses_it_and_the_question_stays_open(session: Session) -> None:
    asked = at_its_question(session)
    session.send("wait")
    assert (session.standing().activity, session.standing().asked) == ("paused", asked)
    session.send("go on")
    assert (session.standing().activity, session.standing().asked) == ("asking", asked)
    session.send("no")
    ended = session.join(PATIENCE)
    assert ended is not None
    assert ended.status == "infeasible"


def test_a_word_that_would_stop_it_may_be_what_is_asked_for(session: Session, script: Script) -> None:
    use(session, script(ASK, HOME, *DONE))
    session.begin("Look around")
    until(session, Question)
    session.send("stop")
    assert session.standing().activity != "stopping"
    assert words(session, Steered)[-1].act == "answered"
    session.join(PATIENCE)
