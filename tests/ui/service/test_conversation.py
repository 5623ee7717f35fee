"""What follows on a goal of several parts, or corrects one after its end, checked on the phone's state."""

from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from agent.run.event import Ended, Question
from agent.run.trajectory import read_trajectory
from agent.settings import Settings
from device.client import Device
from device.link.transport.inprocess import InProcessTransport
from device.phone.phone import Phone
from tests.boot import fresh_phone
from tests.thin import thinned
from ui.service.phone import PhoneChoice, Taken
from ui.service.session import Session
from ui.service.told import TaskBegun

CLOCK = "com.google.android.deskclock"
SWITCHES = {
    "Wi-Fi": ("无线网络", "global", "wifi_on"),
    "Bluetooth": ("蓝牙", "global", "bluetooth_on"),
    "dark theme": ("深色主题", "secure", "ui_night_mode"),
    "Location": ("定位", "secure", "location_mode"),
    "Battery percentage": ("电池百分比", "system", "status_bar_show_battery_percent"),
    "Night Light": ("护眼模式", "secure", "night_display_activated"),
    "Touch sounds": ("触摸提示音", "system", "sound_effects_enabled"),
}
"""Name, its Chinese, where the phone keeps it; none takes another with it."""


_TURNED = (
    (
        "now turn them {}",
        "turn {} all of them",
        "switch them all {} again",
        "turn that {}",
        "turn everything {}",
    ),
    ("再把它们{}", "把它们都{}", "都{}吧", "重新{}", "全部{}"),
)
_UNDONE = (
    ("undo that", "undo all of that", "put them back", "Undo them all."),
    ("撤销", "全部撤销", "把它们改回来", "撤销吧"),
)


@cache
def _begun() -> Phone:
    return fresh_phone()


class Talk:
    """One phone, and a person who says one thing after the other."""

    def __init__(self, runs: Path) -> None:
        self.phone = _begun().fork()
        device = Device(InProcessTransport(self.phone))
        taken = Taken(PhoneChoice("embedded", "embedded"), device)
        self.session = Session(taken, Settings(runs=runs, use_memory=False), lambda: device)
        self.questions: list[Question] = []

    def say(self, text: str, answer: str = "yes", then: str = "") -> Ended:
        """How the task ended that it began; its questions are all answered alike.

        `then` is said while it is worked on.
        """
        self.session.begin(text)
        if then:
            self.session.say(then)
        return self._end(answer)

    def retry(self, answer: str = "yes") -> Ended:
        self.session.retry()
        return self._end(answer)

    def _end(self, answer: str) -> Ended:
        while (ended := self.session.join(0.01)) is None:
            standing = self.session.standing()
            if standing.question is not None:
                self.questions.append(standing.question)
                self.session.answer(answer, standing.asked)
        return ended

    @property
    def goal(self) -> str:
        """Of the latest task, in full."""
        words = [told.word for told in self.session.told() if isinstance(told.word, TaskBegun)]
        return read_trajectory(words[-1].folder).manifest.goal

    def switches(self) -> dict[str, str]:
        return {
            name: self.phone.settings.text(space, key) or "0"  # type: ignore[arg-type]
            for name, (_, space, key) in SWITCHES.items()
        }

    def alarms(self) -> set[tuple[int, int]]:
        rows = self.phone.database(CLOCK, "alarms.db").rows("SELECT hour, minutes FROM alarm_templates")
        return {(int(row[0]), int(row[1])) for row in rows}

    def close(self) -> None:
        self.session.close()


@pytest.fixture
def talk(tmp_path: Path) -> Iterator[Talk]:
    begun = Talk(tmp_path / "runs")
    yield begun
    begun.close()


@pytest.fixture(scope="module")
def talks(tmp_path_factory: pytest.TempPathFactory) -> Callable[[], Talk]:
    return lambda: Talk(tmp_path_factory.mktemp("runs"))


def done(ended: Ended) -> None:
    assert (ended.status, ended.verified) == ("complete", True), ended.reason


def said(names: list[str], *, on: bool, chinese: bool) -> str:
    """A goal that turns all of these on or off."""
    if chinese:
        return f"{'打开' if on else '关闭'}{'和'.join(SWITCHES[name][0] for name in names)}"
    *first, last = names
    return f"Turn {'on' if on else 'off'} {', '.join(first)} and {last}"


@given(
    names=st.lists(st.sampled_from(sorted(SWITCHES)), min_size=2, max_size=3, unique=True),
    on=st.booleans(),
    chinese=st.booleans(),
    pick=st.integers(0, 4),
)
@example(names=["Night Light", "Battery percentage"], on=False, chinese=True, pick=0)
@settings(max_examples=3, suppress_health_check=[HealthCheck.too_slow])
def test_every_part_is_turned_back_and_again(
    talks: Callable[[], Talk], names: list[str], on: bool, chinese: bool, pick: int
) -> None:
    talk = talks()
    done(talk.say(said(names, on=on, chinese=chinese)))
    after = talk.switches()
    way = ("关掉", "打开") if on else ("打开", "关掉")
    word = ("off", "on") if on else ("on", "off")
    back = _TURNED[chinese][pick].format(way[0] if chinese else word[0])
    done(talk.say(back))
    turned = talk.switches()
    assert all(turned[name] != after[name] for name in names), (back, talk.goal)
    assert all(turned[name] == after[name] for name in SWITCHES if name not in names)
    done(talk.say(f"再把它们{way[1]}" if chinese else f"turn them back {word[1]}"))
    assert talk.switches() == after
    talk.close()


@given(
    names=st.lists(st.sampled_from(sorted(SWITCHES)), min_size=2, max_size=3, unique=True),
    on=st.booleans(),
    chinese=st.booleans(),
    pick=st.integers(0, 3),
)
@example(names=["Battery percentage", "Bluetooth", "dark theme"], on=True, chinese=True, pick=0)
@settings(max_examples=3, suppress_health_check=[HealthCheck.too_slow])
def test_every_part_that_was_changed_is_taken_back_and_no_other(
    talks: Callable[[], Talk], names: list[str], on: bool, chinese: bool, pick: int
) -> None:
    talk = talks()
    before = talk.switches()
    done(talk.say(said(names, on=on, chinese=chinese)))
    after = talk.switches()
    undo = _UNDONE[chinese][pick]
    ended = talk.say(undo)
    if after == before:
        assert ended.status == "infeasible"
    else:
        done(ended)
    assert talk.switches() == before, (undo, talk.goal)
    talk.close()


@pytest.mark.parametrize(
    ("goal", "undo"),
    thinned(
        [
            ("Turn on Bluetooth, airplane mode and dark theme", "undo that"),
            ("Turn on Bluetooth and set an alarm for 6:50", "undo that"),
            ("Set alarms for 6:50 and 7:10", "undo both"),
            ("Set brightness to 80% and turn on dark theme", "undo that"),
            ("打开蓝牙，再设一个6点50的闹钟", "撤销"),
            ("Set brightness to 80% and media volume to 20%", "put it back the way it was"),
        ],
        3,
    ),
)
def test_parts_of_all_kinds_are_taken_back(talk: Talk, goal: str, undo: str) -> None:
    def state() -> tuple[object, ...]:
        settings = talk.phone.settings
        texts = [settings.text("system", key) for key in ("screen_brightness", "volume_music_speaker")]
        return talk.switches(), talk.alarms(), texts, settings.text("global", "airplane_mode_on")

    before = state()
    done(talk.say(goal))
    assert state() != before
    done(talk.say(undo))
    assert state() == before


@pytest.mark.parametrize(
    ("goal", "undo", "told"),
    thinned(
        [
            ('Send "hi" to +15550104477 and turn on Bluetooth', "undo that", "can't be taken back: send"),
            ('给+15550104477发短信"你好"，然后打开蓝牙', "撤销", "无法撤销"),
        ],
        2,
    ),
)
def test_what_can_not_be_taken_back_is_said_while_the_rest_is(
    talk: Talk, goal: str, undo: str, told: str
) -> None:
    before = talk.switches()
    done(talk.say(goal))
    ended = talk.say(undo)
    done(ended)
    assert told in ended.reason
    assert talk.switches() == before


def test_a_part_that_was_so_all_along_stays_so(talk: Talk) -> None:
    before = talk.switches()
    done(talk.say("Turn on Wi-Fi and Bluetooth"))
    done(talk.say("undo that"))
    assert talk.switches() == before


def test_both_of_two_goals_are_meant(talk: Talk) -> None:
    before = talk.switches()
    for text in ("Turn on Bluetooth", "Turn on dark theme", "now turn them both off"):
        done(talk.say(text))
    assert talk.switches() == before


def test_which_one_of_several_it_is_is_asked(talk: Talk) -> None:
    done(talk.say("Turn on dark theme and Bluetooth"))
    done(talk.say("turn it off", answer="Bluetooth"))
    assert [question.text for question in talk.questions] == ['Which one do you mean by "it"?']
    now = talk.switches()
    assert (now["Bluetooth"], now["dark theme"]) == ("0", "2")


@pytest.mark.parametrize(
    ("goal", "said", "now"),
    thinned(
        [
            ("Set an alarm for 6:35", "no, 6:45", (6, 45)),
            ("Set an alarm for 6:35", "6:45, not 6:35", (6, 45)),
            ("Set an alarm for 6:35", "make it 6:45", (6, 45)),
            ("设一个6点35的闹钟", "不对，是6:45", (6, 45)),
            ("设一个6点35的闹钟", "不对，是6点45", (6, 45)),
        ],
        3,
    ),
)
def test_a_time_corrected_after_the_end_takes_the_place_of_the_wrong_one(
    talk: Talk, goal: str, said: str, now: tuple[int, int]
) -> None:
    before = talk.alarms()
    done(talk.say(goal))
    done(talk.say(said))
    assert talk.alarms() == before | {now}
    assert [question.classes for question in talk.questions] == [("delete",)]


@pytest.mark.parametrize(
    ("goal", "said"),
    thinned(
        [
            ("Turn on dark theme", "no, Bluetooth"),
            ("Turn on dark theme", "no, I meant Bluetooth"),
            ("Turn on dark theme", "no, turn on Bluetooth instead"),
            ("Turn on dark theme", "actually, Bluetooth"),
            ("打开深色主题", "不对，是蓝牙"),
            ("打开深色主题", "不对，打开蓝牙"),
        ],
        3,
    ),
)
def test_another_switch_said_after_the_end_is_turned_and_the_wrong_one_back(
    talk: Talk, goal: str, said: str
) -> None:
    before = talk.switches()
    done(talk.say(goal))
    done(talk.say(said))
    assert talk.switches() == before | {"Bluetooth": "1"}
    done(talk.say("undo that"))
    assert talk.switches() == before


def test_what_no_correction_takes_back_is_told(talk: Talk) -> None:
    done(talk.say('Send "hi" to +15550104477'))
    ended = talk.say('no, "hello"')
    done(ended)
    assert talk.goal == 'Send "hello" to +15550104477'
    assert 'done before you corrected me, and stays: send "hi" to +15550104477' in ended.reason


def test_one_part_of_several_is_corrected_after_the_end(talk: Talk) -> None:
    alarms = talk.alarms()
    done(talk.say("Set an alarm for 6:35 and turn on Bluetooth"))
    done(talk.say("no, 6:45"))
    done(talk.say("no, 6:55"))
    assert talk.alarms() == alarms | {(6, 55)}
    assert talk.switches()["Bluetooth"] == "1"


@pytest.mark.parametrize(
    "said", thinned(["another one at 6:50", "and another at 6:50", "再设一个6点50的"], 3)
)
def test_another_one_is_one_more(talk: Talk, said: str) -> None:
    before = talk.alarms()
    done(talk.say("Set an alarm for 6:35"))
    done(talk.say(said))
    assert talk.alarms() == before | {(6, 35), (6, 50)}
    assert not talk.questions


@pytest.mark.parametrize("said", thinned(["Turn on Bluetooth", "now turn on Bluetooth", "打开蓝牙"], 2))
def test_what_stands_by_itself_corrects_nothing(talk: Talk, said: str) -> None:
    done(talk.say("Turn on dark theme"))
    done(talk.say(said))
    now = talk.switches()
    assert (now["Bluetooth"], now["dark theme"]) == ("1", "2")


@pytest.mark.parametrize("said", ["no", "make it purple"])
def test_what_corrects_nothing_changes_nothing(talk: Talk, said: str) -> None:
    done(talk.say("Turn on dark theme"))
    before = talk.switches()
    assert talk.say(said).status == "infeasible"
    assert talk.switches() == before


@pytest.mark.parametrize(
    "said", thinned(["thanks", "stop", "never mind", "谢谢", "hello", "what can you do?"], 3)
)
def test_what_asks_nothing_of_the_phone_is_answered_and_forgotten(talk: Talk, said: str) -> None:
    before = talk.switches()
    done(talk.say("Turn on dark theme"))
    assert talk.say(said).answer
    assert talk.switches() == before | {"dark theme": "2"}
    done(talk.say("turn it off"))
    assert talk.switches() == before | {"dark theme": "1"}


@pytest.mark.parametrize("said", thinned(["move it to 6:50", "change it to 6:50", "把它改到6点50"], 3))
def test_a_question_in_between_is_not_what_is_moved(talk: Talk, said: str) -> None:
    before = talk.alarms()
    done(talk.say("Set an alarm for 6:35"))
    done(talk.say("what is the battery level?"))
    done(talk.say(said))
    assert talk.alarms() == before | {(6, 50)}


def test_a_corrected_task_is_corrected_again_and_tried_again(talk: Talk) -> None:
    before = talk.alarms()
    for text in ("Set an alarm for 6:35", "no, 6:45"):
        done(talk.say(text))
    done(talk.retry())
    assert talk.alarms() == before | {(6, 45)}
    assert talk.goal == "Set an alarm for 6:45. Delete the alarm for 06:35 that rings once"


def test_a_retry_goes_by_the_answer_to_a_question_about_the_goal(talk: Talk) -> None:
    done(talk.say("Turn on dark theme"))
    done(talk.say("turn off the other one", answer="turn off Wi-Fi instead"))
    assert talk.switches()["Wi-Fi"] == "0"
    talk.phone.settings.put("global", "wifi_on", "1")
    done(talk.retry())
    assert talk.switches()["Wi-Fi"] == "0"
    assert len(talk.questions) == 1, "it is not asked again"


def test_a_retry_goes_by_the_answer_that_said_which_other_one(talk: Talk) -> None:
    done(talk.say("Turn on Bluetooth", then="no, the other one", answer="turn off Wi-Fi instead"))
    now = talk.switches()
    assert (now["Wi-Fi"], now["Bluetooth"]) == ("0", "0")
    for _ in range(2):  # a retry of a retry, too
        talk.phone.settings.put("global", "wifi_on", "1")
        done(talk.retry())
        assert talk.switches() == now
    assert len(talk.questions) == 1, "it is not asked again"


def test_to_undo_before_anything_was_done_ends_it_and_changes_nothing(talk: Talk) -> None:
    before = talk.switches()
    ended = talk.say("Turn on Bluetooth and dark theme", then="undo that")
    assert (ended.status, ended.reason) == ("truncated", 'You said "undo that"')
    assert talk.switches() == before


@pytest.mark.parametrize("said", thinned(["turn them off", "no, turn them both off", "把它们都关掉"], 2))
def test_all_parts_are_meant_in_mid_run_too(talk: Talk, said: str) -> None:
    before = talk.switches()
    done(talk.say("Turn on Bluetooth and dark theme", then=said))
    assert talk.switches() == before
    assert not talk.questions


@pytest.mark.parametrize("said", thinned(["text her that I am here", "给 Emma Stone 发短信“I am here”"], 2))
def test_during_a_call_the_one_called_is_written_to(talk: Talk, said: str) -> None:
    done(talk.say("create a contact Emma Stone with phone 555 1234"))
    done(talk.say("call Emma Stone"))
    done(talk.say(said))
    sent = talk.phone.database("com.android.providers.telephony", "mmssms.db").rows(
        "SELECT address, body FROM sms WHERE type = 2"
    )
    assert [tuple(row) for row in sent] == [("5551234", "I am here")]


def test_what_does_not_go_during_a_call_offers_to_end_it(talk: Talk) -> None:
    done(talk.say("create a contact Emma Stone with phone 555 1234"))
    done(talk.say("call Emma Stone"))
    ended = talk.say("what is Emma Stone's number?")
    assert 'say "hang up" first' in ended.reason
    assert ended.steps <= 5
    done(talk.say("hang up"))
    assert "5" in talk.say("what is Emma Stone's number?").answer


@pytest.mark.parametrize("said", thinned(["改到四点", "把它改到四点", "推迟到四点", "挪到下午四点"], 4))
def test_an_event_is_moved_in_chinese(talk: Talk, said: str) -> None:
    done(talk.say("明天下午3点添加日程“牙医”"))
    done(talk.say(said))
    assert _hours(talk) == {16}


def _hours(talk: Talk) -> set[int]:
    rows = talk.phone.database("com.simplemobiletools.calendar.pro", "events.db").rows(
        "SELECT start_ts FROM events WHERE title = '牙医'"
    )
    return {int(row[0]) % 86_400 // 3_600 for row in rows}


@pytest.mark.parametrize(
    ("goal", "nothing", "said"),
    [("设一个6:35的闹钟", "呜啦啦啦", "取消它"), ("Set an alarm for 6:35", "blub blub", "cancel it")],
)
def test_what_was_not_understood_is_not_passed_over_to_delete_what_was_before_it(
    talk: Talk, goal: str, nothing: str, said: str
) -> None:
    before = talk.alarms()
    done(talk.say(goal))
    assert talk.say(nothing).status == "infeasible"
    assert talk.say(said, answer="no").status != "complete"
    assert not any("delete" in question.classes for question in talk.questions)
    assert talk.alarms() == before | {(6, 35)}


@pytest.mark.parametrize(
    ("goal", "asks", "said"),
    thinned(
        [
            ("Turn on Bluetooth", "is Bluetooth on?", "turn it off"),
            ("打开蓝牙", "蓝牙开着吗？", "关掉它"),
        ],
        3,
    ),
)
def test_what_was_only_asked_about_is_it(talk: Talk, goal: str, asks: str, said: str) -> None:
    for text in (goal, asks, said):
        done(talk.say(text))
    assert not talk.questions
    assert talk.switches()["Bluetooth"] == "0"
