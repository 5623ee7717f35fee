"""What is said in the middle of a run, in the bundled policy's own terms: the goal that comes of it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent.goal.goalreader import goal_reader
from agent.language.correction import Heard, heard
from agent.language.remark import BY_HAND, as_answer
from tests.table import each_row
from ui.service import task

HEARD = goal_reader()
ALARM = "Set an alarm for 7:30"
WIFI = "Turn on Wi-Fi"
BOTH = "turn on Bluetooth and set an alarm for 7:30"
ALARMS = "Set alarms for 7:30 and 8:00"
TEXT = 'Send "On my way" to Anna'
PETER = "create a contact Peter Pan with phone 555 1111"
DINNER = "add an event Dinner tomorrow at 7 pm"


def after(goal: str, *said: str) -> Heard:
    return heard(HEARD.typed(goal), said, HEARD)


@each_row(("goal", "said", "now"), [
        (ALARM, "no, 8:15", "Set an alarm for 8:15"),
        (ALARM, "8:15", "Set an alarm for 8:15"),
        (ALARM, "make it 8:15 please", "Set an alarm for 8:15"),
        (ALARM, "wait, no. 8:15!", "Set an alarm for 8:15"),
        (ALARM, "not 7:30 but 8:15", "Set an alarm for 8:15"),
        (ALARM, "8:15, not 7:30", "Set an alarm for 8:15"),
        (ALARM, "change 7:30 to 8:15", "Set an alarm for 8:15"),
        (ALARM, "I meant 8:15", "Set an alarm for 8:15"),
        (ALARM, "no, set an alarm for 8:15", "set an alarm for 8:15"),
        (ALARM, "no, turn on Wi-Fi", "turn on Wi-Fi"),
        (ALARM, "and 8:15 too", "Set an alarm for 7:30. Set an alarm for 8:15"),
        (ALARM, "also turn on Wi-Fi", "Set an alarm for 7:30. turn on Wi-Fi"),
        ("Set an alarm for 7:30 pm", "no, 8:15", "Set an alarm for 8:15 pm"),
        ("Set an alarm for 7:30 pm", "no, 8:15 am", "Set an alarm for 8:15 am"),
        ("Set an alarm for 7:30", "no, 8", "Set an alarm for 8"),
        (WIFI, "no, Wi-Fi off instead", "Wi-Fi off"),
        (WIFI, "never mind, turn it off", "Turn off Wi-Fi"),
        (WIFI, "turn it off", "turn off Wi-Fi"),
        (WIFI, "no, I meant Bluetooth", "Turn on Bluetooth"),
        (WIFI, "stop, turn it off", "Turn off Wi-Fi"),
        ("open Clock", "and stop the stopwatch", "open Clock. stop the stopwatch"),
        (WIFI, "Bluetooth too", "Turn on Wi-Fi. Turn on Bluetooth"),
        (BOTH, "no, 8:15", "turn on Bluetooth and set an alarm for 8:15"),
        (BOTH, "no, turn off Bluetooth", "turn off Bluetooth. set an alarm for 07:30"),
        (BOTH, "don't turn on Bluetooth", "set an alarm for 07:30"),
        (ALARMS, "not 7:30 but 8:15", "Set alarms for 8:15 and 8:00"),
        (TEXT, "no, Bob", 'Send "On my way" to Bob'),
        (TEXT, "to Bob instead", 'Send "On my way" to Bob'),
        (TEXT, 'no, "See you"', 'Send "See you" to Anna'),
        ("call Anna", "no, Bob", "call Bob"),
        ("open Contacts", "no, Camera", "open Camera"),
        ("set brightness to 50%", "no, 70", "set brightness to 70%"),
        ("start a timer for 5 minutes", "no, 10", "start a timer for 10 minutes"),
        (DINNER, "no, 8", "add an event Dinner tomorrow at 8 pm"),
        (DINNER, "no, Friday", "add an event Dinner Friday at 7 pm"),
        (DINNER, "no, the day after tomorrow", "add an event Dinner day after tomorrow at 7 pm"),
        ("Set an alarm for 8:00 am", "oops wrong, it should be 8:00 pm", "Set an alarm for 8:00 pm"),
        ("Set an alarm for 8:00 am", "that's wrong, 9", "Set an alarm for 9 am"),
        ("set an alarm for 7:30 every day", "no, only on Monday", "set an alarm for 07:30 every Monday"),
        ("set an alarm for 7 on weekdays", "no, weekends", "set an alarm for 07:00 every Saturday, Sunday"),
        (PETER, "that's wrong, his number is 555 9999", "create a contact Peter Pan with phone 555 9999"),
        ("新建联系人王芳，电话5551111", "不对，电话是5552222", "新建联系人王芳，电话5552222"),
        ("打开蓝牙", "不，关闭无线网", "关闭无线网"),
        ('create a note "a.md" with the text "Hi"', 'no, "Ho"', 'create a note "a.md" with the text "Ho"'),
        ("create a note called a.md saying milk", 'no, "bread"', 'create a note called a.md saying "bread"'),
        ("delete the 9:00 alarm", "the one that rings once", "delete the alarm for 09:00 that rings once"),
        ("delete the 9:00 alarm", "all of them", "delete all alarms for 09:00"),
        ("add the task Buy milk due tomorrow", "no, Buy bread", "add the task Buy bread due tomorrow"),
        ("add the task buy milk", "no, buy bread", "add the task buy bread"),
        ('add a task "Buy milk"', 'no, "Bread"', 'add a task "Bread"'),
        ("add an expense Lunch 12", "no, 15", "add an expense Lunch 15"),
        ("add an expense Lunch 12", "no, $15.50", "add an expense Lunch 15.50"),
        ("add an expense of $12 for Lunch", "no, Dinner", "add an expense of $12 for Dinner"),
        ("add a recipe Soup", "no, Stew", "add a recipe Stew"),
        ('add a recipe Soup with servings "4"', 'no, "6"', 'add a recipe Soup with servings "6"'),
        ('create a note x.md with the text "Hi"', "no, y.md", 'create a note y.md with the text "Hi"'),
        ("add an event Dentist tomorrow at 3pm", 'no, "Doctor"', 'add an event "Doctor" tomorrow at 3pm'),
        ("delete the alarm for 5:00", "no, the 9:00 one", "delete the alarm for 9:00"),
        ("添加任务买牛奶", "不，买面包", "添加任务买面包"),
        ("记一笔支出午餐12元", "不，15元", "记一笔支出午餐15元"),
        ("设一个7点半的闹钟", "不，8点15", "设一个8点15的闹钟"),
        ("设一个晚上7点半的闹钟", "改成8点", "设一个晚上8点的闹钟"),
        ("打开蓝牙", "不对，关掉蓝牙", "关掉蓝牙"),
        ("打开蓝牙", "不，无线网络", "打开无线网络"),
    ])  # fmt: skip
def test_what_is_meant_becomes_the_goal(goal: str, said: str, now: str) -> None:
    found = after(goal, said)
    assert found.goal.parts == HEARD.typed(now).parts != ()
    assert (found.since, found.before, found.unclear) == (1, ((HEARD.typed(goal), 0),), "")


@pytest.mark.parametrize(
    ("goal", "said"),
    [
        (ALARM, "no"),
        (ALARM, "no, 25:99"),
        (ALARM, "make it nicer"),
        (ALARM, "set an alarm for 8:15"),
        (ALARM, "turn on Wi-Fi"),
        (ALARM, "make that 8:15 and feed the cat"),
        (ALARMS, "no, 8:15"),
        (WIFI, "Bluetooth"),
        (WIFI, "no, the other one"),
        (WIFI, "don't turn on Wi-Fi"),
        (BOTH, "turn it off"),
        ("Turn on Wi-Fi and Bluetooth", "turn it off"),
        (TEXT, "no, faster"),
        ("add the task buy milk", "no, faster"),
        ("add an expense Lunch 12 and an expense Dinner 12", "no, 15"),
        (TEXT, "No, Wait"),
        ("给王芳发短信说我晚点到", "不，快一点"),
        ('add a recipe Soup with ingredients "oats, milk"', 'no, "beans"'),
        ("start a timer for 1 hour", "no, 45"),
        ("add an event Dinner tomorrow at 11 am", "no, 3"),
    ],
)
def test_what_leaves_a_doubt_changes_nothing_and_stays_open(goal: str, said: str) -> None:
    found = after(goal, said)
    assert (found.goal.text, found.unclear, found.tries, found.stop) == (goal, said, 1, "")


@pytest.mark.parametrize(
    ("answer", "now"),
    [
        ("instead", "set an alarm for 8:15"),
        ("both", "Set an alarm for 7:30. set an alarm for 8:15"),
        ("no, turn on Wi-Fi", "turn on Wi-Fi"),
        ("8:15", "Set an alarm for 8:15"),
        ("go on", ALARM),
    ],
)
def test_the_answer_settles_it(answer: str, now: str) -> None:
    found = after(ALARM, "set an alarm for 8:15", f'{answer} (to the question "What do you want?")')
    assert (found.goal.parts, found.unclear) == (HEARD.typed(now).parts, "")


def test_one_correction_after_the_other() -> None:
    found = after(ALARM, "no, 8:15", "thanks", "no, 9:00")
    assert found.goal.text == "Set an alarm for 9:00"
    assert [(goal.text, since) for goal, since in found.before] == [(ALARM, 0), ("Set an alarm for 8:15", 1)]
    assert found.since == 3


@pytest.mark.parametrize(
    "said", ["stop", "Cancel that, please", "never mind", "forget about it", "算了", "停"]
)
def test_it_is_called_off(said: str) -> None:
    assert after(WIFI, said).stop == said


@pytest.mark.parametrize("told", [task._LOOK, f"{BY_HAND}: turned on NFC"])
def test_what_the_person_did_by_hand_is_no_wish(told: str) -> None:
    assert after(WIFI, told) == after(WIFI)


@given(st.lists(st.text(max_size=40), max_size=4), st.sampled_from([ALARM, WIFI, BOTH, TEXT, DINNER]))
def test_whatever_is_said_the_goal_stays_one_that_is_understood(said: list[str], goal: str) -> None:
    found = after(goal, *said)
    assert found.goal.parts
    assert found.since <= len(said)


@each_row(
    ("goal", "asked", "said", "now"),
    [
        ("delete the note shoping", 'I found no note "shoping"; do you mean shopping.md, 12 B?', "yes",
         'delete the note "shopping.md"'),
        ("delete the note shoping", 'I found no note "shoping"; do you mean shopping.md?', "no", ""),
        ("delete the note shop", 'I found no note "shop"; do you mean shop a.md; shop b.md?', "yes", ""),
        ("delete the note shop", 'I found no note "shop"; do you mean shop a.md; shop b.md?', "the second",
         'delete the note "shop b.md"'),
        ("text Jess saying carver I am late", 'I found no contact "Jess"; do you mean Jess Carver?', "yes",
         'send "I am late" to Jess Carver'),
        ("删除笔记购物", "没有找到笔记“购物”；您是指购物清单.md吗？", "是的",
         'delete the note "购物清单.md"'),
    ],
)  # fmt: skip
def test_what_is_offered_takes_the_place_of_what_is_not_there(
    goal: str, asked: str, said: str, now: str
) -> None:
    parts = after(goal, as_answer(said, asked)).goal.parts
    assert not now or [str(part) for part in parts] == [now]
    assert now or parts == HEARD.typed(goal).parts
