"""Corrections in the middle of a run without a model: taken up, or asked about, and never let drop."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from agent.build import build
from agent.run.event import Ended, PlanMade, Question, StepDone
from agent.run.note import UNHEARD
from agent.run.run import Run
from agent.run.step import Earlier
from agent.run.trajectory import read_trajectory
from agent.settings import Settings
from device.client import Device
from device.link.transport.inprocess import InProcessTransport
from device.phone.phone import Phone
from tests.boot import fresh_phone
from tests.thin import thinned
from tests.ui.service.test_taken_back import kept

ALARM = "Set an alarm for 7:30"
Begin = Callable[..., Run]


@pytest.fixture
def begin(device: Device, tmp_path: Path) -> Iterator[Begin]:
    runs: list[Run] = []

    def start(goal: str, *earlier: str) -> Run:
        before = tuple(Earlier(goal=said, status="complete") for said in earlier)
        runs.append(build(Settings(runs=tmp_path / "runs"), device).run(goal, earlier=before))
        return runs[-1]

    yield start
    for run in runs:
        run.close()


class Heard:
    """What a run told, to which the person said and answered something."""

    def __init__(self, run: Run, says: dict[int, str], *answers: str) -> None:
        """`says` is said after the step of that number; the questions are answered in order, then with ""."""
        self.questions: list[Question] = []
        self.plans: list[tuple[str, ...]] = []
        self.thoughts: list[str] = []
        for event in run:
            match event:
                case Question():
                    self.questions.append(event)
                    place = len(self.questions) - 1
                    run.answer(answers[place] if place < len(answers) else "")
                case PlanMade():
                    self.plans.append(event.plan.subgoals)
                case StepDone():
                    self.thoughts.append(event.step.thought)
                    if event.step.index in says:
                        run.say(says[event.step.index])
                case Ended():
                    self.end = event


def alarms(phone: Phone) -> set[tuple[int, int]]:
    rows = phone.database("com.google.android.deskclock", "alarms.db").rows(
        "SELECT hour, minutes FROM alarm_templates"
    )
    return {(int(row[0]), int(row[1])) for row in rows}


def setting(phone: Phone, key: str) -> str:
    return phone.settings.text("global", key)


@pytest.mark.parametrize("step", thinned([1, 2, 3], 2))
@pytest.mark.parametrize("said", thinned(["no, 8:15", "make it 8:15", "set it to 8:15 instead"], 2))
def test_another_time_before_the_first_was_kept_is_the_only_one_set(
    begin: Begin, phone: Phone, said: str, step: int
) -> None:
    before = alarms(phone)
    heard = Heard(begin(ALARM), {step: said})
    assert (heard.end.status, heard.end.verified) == ("complete", True)
    assert alarms(phone) == before | {(8, 15)}
    assert heard.plans[-1] == ("set an alarm for 08:15",)
    assert any('The goal is now "Set an alarm for 8:15"' in thought for thought in heard.thoughts)


def test_what_was_kept_already_is_taken_back_once_the_person_says_yes(begin: Begin, phone: Phone) -> None:
    before = alarms(phone)
    heard = Heard(begin(ALARM), {7: "no, 8:15"}, "yes")
    assert [question.classes for question in heard.questions] == [("delete",)]
    assert heard.end.status == "complete"
    assert alarms(phone) == before | {(8, 15)}


@pytest.mark.parametrize("step", thinned(range(1, 7), 3))
def test_at_no_moment_does_a_corrected_alarm_leave_both(begin: Begin, phone: Phone, step: int) -> None:
    before = alarms(phone)
    heard = Heard(begin(ALARM), {step: "no, 8:15"}, "yes", "yes")
    assert heard.end.status == "complete"
    assert alarms(phone) == before | {(8, 15)}


KEPT = [
    ("create a contact Peter Pan with phone 555 1111", "no, 555 2222",
     "create a contact Peter Pan with phone 555 2222", (3, 5, 6)),
    ("add the task Buy milk due tomorrow", "no, Friday", "add the task Buy milk due Friday", (3, 6, 7)),
    ('create a note called x.md with the text "Hi"', 'no, "Ho"',
     'create a note called x.md with the text "Ho"', (3, 4, 5, 6)),
    ("add an expense of $12 for Lunch", "no, $15", "add an expense of $15 for Lunch", (3, 5)),
    ("set a timer for 10 minutes", "no, 5 minutes", "set a timer for 5 minutes", (6, 7)),
    ("set an alarm for 7:30 every Monday", "no, Tuesday", "set an alarm for 7:30 every Tuesday", (6, 7, 8)),
    ('明天下午3点添加日程"牙医"', "不对，下午4点", '明天下午4点添加日程"牙医"', (6, 12, 15)),
]  # fmt: skip


@pytest.mark.parametrize(("goal", "said", "meant", "steps"), thinned(KEPT, 4))
def test_what_was_begun_or_kept_before_a_correction_is_taken_back(
    tmp_path: Path, goal: str, said: str, meant: str, steps: tuple[int, ...]
) -> None:
    def left(goal: str, says: dict[int, str]) -> tuple[object, Ended]:
        phone = fresh_phone()
        run = build(Settings(runs=tmp_path, use_memory=False), Device(InProcessTransport(phone))).run(goal)
        heard = Heard(run, says, *["yes"] * 4)
        return kept(phone), heard.end

    right, _ = left(meant, {})
    for step in steps:
        there, end = left(goal, {step: said})
        assert end.status == "complete", (step, end.reason)
        assert there == right, step
        assert "begun before you corrected me" not in end.reason


@pytest.mark.parametrize("step", [4, 5])
def test_no_draft_stays_where_the_message_was_not_to_go(begin: Begin, phone: Phone, step: int) -> None:
    heard = Heard(
        begin('Send "On my way" to +15550104477'), {step: "no, to +15550109999"}, *["yes"] * (step - 3)
    )
    assert heard.end.status == "complete"
    assert "begun before" not in heard.end.reason
    rows = phone.database("com.android.providers.telephony", "mmssms.db").rows(
        "SELECT address, type FROM sms WHERE body = 'On my way'"
    )
    assert [(str(row[0])[-4:], row[1]) for row in rows] == [("9999", 2)]


@pytest.mark.parametrize(
    ("goal", "steps", "status"),
    thinned(
        [
            ("create a contact Peter Pan with phone 555 1111", (3, 5), "truncated"),
            ("create a contact Peter Pan with phone 555 1111", (6,), "complete"),
            ("Turn on Bluetooth", (1,), "truncated"),
            ("Turn on Bluetooth", (5,), "complete"),
            (ALARM, (7,), "complete"),
        ],
        4,
    ),
)
@pytest.mark.parametrize("said", thinned(["undo that", "no, put it back", "撤销"], 2))
def test_to_undo_in_mid_run_takes_back_what_was_done_and_does_no_more(
    tmp_path: Path, goal: str, steps: tuple[int, ...], status: str, said: str
) -> None:
    for step in steps:
        phone = fresh_phone()
        before = (kept(phone), setting(phone, "bluetooth_on"))
        run = build(Settings(runs=tmp_path, use_memory=False), Device(InProcessTransport(phone))).run(goal)
        heard = Heard(run, {step: said}, *["yes"] * 4)
        assert heard.end.status == status, heard.end.reason
        assert (kept(phone), setting(phone, "bluetooth_on")) == before
        assert "if it is there" not in str((heard.plans, heard.thoughts, heard.end))


def test_what_was_decided_before_the_person_spoke_is_not_done_any_more(begin: Begin, phone: Phone) -> None:
    run = begin('Send "On my way" to +15550104477')
    for event in run:
        if isinstance(event, StepDone) and event.step.error:
            assert event.step.error == UNHEARD
            assert not event.step.performed
        if isinstance(event, Question):
            run.say("no, turn on Bluetooth instead")
            run.answer("yes")
    assert run.ended is not None
    assert run.ended.status == "complete", run.ended.reason
    assert setting(phone, "bluetooth_on") == "1"
    assert not phone.database("com.android.providers.telephony", "mmssms.db").rows(
        "SELECT body FROM sms WHERE body = 'On my way' AND type != 3"
    )


@pytest.mark.parametrize(
    "said", ["no, Wi-Fi off instead", "no, turn off Wi-Fi", "never mind, turn Wi-Fi off"]
)
@pytest.mark.parametrize("step", thinned([1, 4], 2))
def test_another_goal_takes_the_place_of_the_first(begin: Begin, phone: Phone, said: str, step: int) -> None:
    heard = Heard(begin("Turn on Bluetooth"), {step: said})
    assert heard.end.status == "complete"
    assert (setting(phone, "wifi_on"), setting(phone, "bluetooth_on")) == ("0", "0")


def test_an_addition_is_done_as_well(begin: Begin, phone: Phone) -> None:
    heard = Heard(begin("Turn on Bluetooth"), {1: "and turn off Wi-Fi too"})
    assert heard.end.status == "complete"
    assert (setting(phone, "wifi_on"), setting(phone, "bluetooth_on")) == ("0", "1")


def test_which_other_one_is_asked_and_the_answer_is_gone_by(begin: Begin, phone: Phone) -> None:
    heard = Heard(begin("Turn on Bluetooth"), {1: "no, the other one"}, "airplane mode")
    (question,) = heard.questions
    assert question.kind == "ask"
    assert "no, the other one" in question.text
    assert heard.end.status == "complete"
    assert (setting(phone, "airplane_mode_on"), setting(phone, "bluetooth_on")) == ("1", "0")


def test_the_other_one_of_the_conversation_needs_no_question(begin: Begin, phone: Phone) -> None:
    heard = Heard(begin("Turn on Bluetooth", "turn on airplane mode"), {1: "no, the other one"})
    assert not heard.questions
    assert heard.end.status == "complete"
    assert (setting(phone, "airplane_mode_on"), setting(phone, "bluetooth_on")) == ("1", "0")


@pytest.mark.parametrize("answer", ["", "go on"])
def test_what_is_not_understood_is_asked_once_and_the_run_goes_on_as_it_says(
    begin: Begin, phone: Phone, answer: str
) -> None:
    heard = Heard(begin("Turn on Bluetooth"), {1: "make it purple"}, answer)
    (question,) = heard.questions
    assert 'I do not understand "make it purple"' in question.text
    assert 'Without an answer I go on with "Turn on Bluetooth"' in question.text
    assert heard.end.status == "complete"
    assert setting(phone, "bluetooth_on") == "1"


def test_a_run_that_understands_nothing_of_what_is_said_ends_with_that(begin: Begin, phone: Phone) -> None:
    heard = Heard(begin("Turn on Bluetooth"), {1: "make it purple"}, "purple", "violet", "red")
    assert len(heard.questions) == 2
    assert heard.end.status == "truncated"
    assert heard.end.reason == 'I do not understand "violet": say the whole task anew'
    assert setting(phone, "bluetooth_on") == "0"


@pytest.mark.parametrize("said", thinned(["stop", "never mind", "cancel that please", "算了"], 2))
def test_a_task_that_is_called_off_ends(begin: Begin, phone: Phone, said: str) -> None:
    heard = Heard(begin("Turn on Bluetooth"), {1: said})
    assert (heard.end.status, setting(phone, "bluetooth_on")) == ("truncated", "0")
    assert said in heard.end.reason


def test_thanks_and_what_was_done_by_hand_correct_nothing(begin: Begin) -> None:
    by_hand = "The owner used the phone by hand meanwhile: turned off Wi-Fi"
    heard = Heard(begin("Turn on Bluetooth"), {1: "thanks, go on", 2: by_hand})
    assert not heard.questions
    assert heard.end.status == "complete"


def test_a_correction_is_known_after_a_run_was_cut_short(begin: Begin, phone: Phone, device: Device) -> None:
    before = alarms(phone)
    run = begin(ALARM)
    for event in run:
        if isinstance(event, StepDone) and event.step.index == 1:
            run.say("no, 8:15")
        if isinstance(event, StepDone) and event.step.index == 3:
            break
    run.close()
    again = build(Settings(runs=run.folder.parent), device).resume(read_trajectory(run.folder))
    assert again.finish().status == "complete"
    assert alarms(phone) == before | {(8, 15)}


def test_a_message_corrected_in_time_goes_to_the_other_number_only(begin: Begin, phone: Phone) -> None:
    heard = Heard(begin('Send "On my way" to +15550104477'), {2: "no, +15550104478"}, "yes")
    (question,) = heard.questions
    assert "send" in question.classes
    assert heard.end.status == "complete"
    assert sent(phone) == ["+15550104478"]


def sent(phone: Phone, text: str = "On my way") -> list[str]:
    rows = phone.database("com.android.providers.telephony", "mmssms.db").rows(
        "SELECT address FROM sms WHERE type = 2 AND body = ?", text
    )
    return [str(row[0]) for row in rows]


def test_a_no_to_a_question_may_say_what_is_wanted_instead(begin: Begin, phone: Phone) -> None:
    heard = Heard(begin('Send "On my way" to +15550104477'), {}, "no, to +15550104478", "yes")
    assert [question.classes for question in heard.questions] == [("send",), ("send",)]
    assert heard.end.status == "complete"
    assert sent(phone) == ["+15550104478"]
    assert "begun before you corrected me" not in heard.end.reason
    drafts = phone.database("com.android.providers.telephony", "mmssms.db").rows(
        "SELECT body FROM sms WHERE type = 3 AND body = 'On my way'"
    )
    assert not drafts


@pytest.mark.parametrize(
    ("said", "to", "text"),
    [
        ('no, say "Late" instead', "+15550104477", "Late"),
        ("no, send it to +15550104478 instead", "+15550104478", "On my way"),
    ],
)
def test_a_question_is_answered_with_other_words_or_another_number(
    begin: Begin, phone: Phone, said: str, to: str, text: str
) -> None:
    heard = Heard(begin('Send "On my way" to +15550104477'), {}, said, "yes")
    assert heard.end.status == "complete", heard.end.reason
    assert sent(phone, text) == [to]


def test_a_no_that_says_nothing_to_go_by_is_no_more_than_a_no(begin: Begin, phone: Phone) -> None:
    heard = Heard(begin('Send "On my way" to +15550104477'), {}, "no, I have changed my mind")
    assert len(heard.questions) == 1
    assert "you said no to this (send): no, I have changed my mind" in heard.end.reason
    assert not sent(phone)


def test_a_follow_up_to_another_one_asks_which(begin: Begin, phone: Phone) -> None:
    heard = Heard(begin("now do the same for the other one", "Turn on Bluetooth"), {}, "airplane mode")
    (question,) = heard.questions
    assert question.text == 'Which one do you mean by "the other one"?'
    assert heard.end.status == "complete"
    assert setting(phone, "airplane_mode_on") == "1"


def test_an_answer_that_explains_nothing_is_asked_again(begin: Begin, phone: Phone) -> None:
    answers = ("the purple one", "airplane mode")
    heard = Heard(begin("now do the same for the other one", "Turn on Bluetooth"), {}, *answers)
    assert [question.text for question in heard.questions] == [
        'Which one do you mean by "the other one"?'
    ] * 2
    assert heard.end.status == "complete"
    assert setting(phone, "airplane_mode_on") == "1"


def test_a_follow_up_that_nobody_explains_ends_with_what_was_not_understood(begin: Begin) -> None:
    heard = Heard(begin("now do the same for the other one", "Turn on Bluetooth"), {})
    assert len(heard.questions) == 1
    assert heard.end.status == "infeasible"
    assert "the other one" in heard.end.reason


def test_in_chinese(begin: Begin, phone: Phone) -> None:
    heard = Heard(begin("打开蓝牙"), {1: "不对，关闭无线网络", 3: "变成紫色"}, "继续")
    assert "我不明白“变成紫色”" in heard.questions[0].text
    assert heard.end.status == "complete"
    assert (setting(phone, "wifi_on"), setting(phone, "bluetooth_on")) == ("0", "0")
