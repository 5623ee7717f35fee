"""A follow-up in the bundled policy's own terms: what it takes from the goals before it."""

import pytest

from agent.goal.goalreader import goal_reader
from agent.language import followup
from agent.language.followup import open_word, refers_back
from agent.language.intention import DeleteAlarm
from agent.language.standing import standing
from agent.language.typedgoal import Listener, TypedGoal
from agent.language.when import TimeOfDay
from agent.run.step import Earlier
from tests.table import each_row

BLUETOOTH = "Turn on Bluetooth"


HEARD = goal_reader()


def in_full(goal: str, said: list[str]) -> TypedGoal:
    """The goal after these, each put in full in its turn."""
    full: list[TypedGoal] = []
    for one in (*said, goal):
        full.append(followup.in_full(one, full, HEARD))
    return full[-1]


def means(goal: str, said: list[str], full: str) -> bool:
    """Whether a goal after these comes to what another one asks for; or is left as it is."""
    found = in_full(goal, said)
    return found.parts == HEARD.typed(full).parts and bool(found.parts or found.text == full)


EVENT = "add an event Dentist tomorrow at 3pm"
ALARM = "Set an alarm for 7:30"


@each_row(("earlier", "said", "full"), [
        (BLUETOOTH, "Now do the same for Wi-Fi", "Turn on Wi-Fi"),
        (BLUETOOTH, "the same with airplane mode.", "Turn on airplane mode"),
        (BLUETOOTH, "and Wi-Fi too", "Turn on Wi-Fi"),
        (BLUETOOTH, "Turn it off again", "Turn off Bluetooth"),
        (BLUETOOTH, "now switch it off", "Turn off Bluetooth"),
        (BLUETOOTH, "undo that", "Turn off Bluetooth"),
        (BLUETOOTH, "once more", BLUETOOTH),
        (ALARM, "do it again", ALARM),
        (ALARM, "Now do the same for 8:15", "Set an alarm for 8:15"),
        (ALARM, "9 pm as well", "Set an alarm for 9 pm"),
        ('Send "On my way" to Anna', "the same to Bob", 'Send "On my way" to Bob'),
        ('Send "Hi" to +15550104477', "Do the same for +15550104478", 'Send "Hi" to +15550104478'),
        (BLUETOOTH, "never mind, turn it off", "Turn off Bluetooth"),
        (BLUETOOTH, "No. Turn it off!", "Turn off Bluetooth"),
        (ALARM, "never mind, turn it off", "Turn off the alarm for 7:30"),
        (ALARM, "delete it", "Delete the alarm for 07:30 that rings once"),
        ("设一个7点半的闹钟", "把它删了", "删除 07:30 只响一次的闹钟"),
        ("start a timer for 5 minutes", "cancel it please", "Delete the last timer of 5 min"),
        ('add an event "Dentist" tomorrow at 3pm', "remove that",
         'Delete the event "Dentist" on tomorrow at 15:00 (the last of them)'),
        ("create a note x.md", "rename it to y.md", 'rename the note "x.md" to y.md'),
        ("create a note x.md", 'add "bread" to it', 'add "bread" to the note "x.md"'),
        ('Send "On my way" to Anna', "send it to Bob too", 'send "On my way" to Bob'),
        ("set an alarm for 7:30", "and one at 8 too", "set an alarm for 8"),
        ("设一个7点半的闹钟", "8点也要一个", "设一个8点的闹钟"),
        ('text Emma "On my way"', "the same for Bob", 'text Bob "On my way"'),
        ("what's Emma's number?", "change it to 555 2222", "change the number of Emma to 555 2222"),
        ("王伟的电话是多少", "把他的电话改成5553333", "把王伟的号码改为 5553333"),
        ("what's Emma's number?", "delete her", 'Delete the contact "Emma"'),
        ("王伟的电话是多少", "删掉他", "删除联系人“王伟”"),
        ("设一个7:30的闹钟", "再设一个八点的", "设一个八点的闹钟"),
        ("设一个7:30的闹钟", "删掉刚才那个", "删除 07:30 只响一次的闹钟"),
        ("设一个7:30的闹钟", "把刚才的删掉", "删除 07:30 只响一次的闹钟"),
        ("is bluetooth on?", "turn it off", "Turn off bluetooth"),
        ("蓝牙开着吗？", "关掉它", "关闭蓝牙"),
        ("打开蓝牙", "算了，把它关掉", "关闭蓝牙"),
        ("打开蓝牙", "无线网络也一样", "打开无线网络"),
        ("打开蓝牙", "再把它关掉", "关闭蓝牙"),
        ("打开蓝牙", "再来一次", "打开蓝牙"),
        ("设一个7点半的闹钟", "8点也这样", "设一个8点的闹钟"),
        (EVENT, "and one on Friday at 4pm too", "add an event Dentist Friday at 4pm"),
        (EVENT, "the same on Friday", "add an event Dentist Friday at 3pm"),
        (EVENT, "another one for tomorrow at 4", "add an event Dentist tomorrow at 4pm"),
        (EVENT, "and one called Doctor on Friday", "add an event Doctor Friday at 3pm"),
        ("明天下午3点添加日程 牙医", "再加一个周五四点的", "周五下午四点添加日程 牙医"),
        ("add an expense Coffee $4", "and one for Lunch $12", "add an expense Lunch $12"),
        ("记一笔咖啡 25元", "再记一笔午饭30元", "记一笔午饭 30元"),
        ("set an alarm for 7:30 PM", "another one at 8:15", "set an alarm for 8:15 PM"),
        ("添加任务买牛奶", "再加一个买面包", "添加任务买面包"),
        ("添加联系人小李，电话5550001", "再加一个小王，电话5550002", "添加联系人小王，电话5550002"),
    ])  # fmt: skip
def test_what_is_referred_to_is_put_in(earlier: str, said: str, full: str) -> None:
    assert means(said, [earlier], full)
    assert refers_back(said)


@pytest.mark.parametrize(
    ("earlier", "said", "full"),
    [
        ("添加任务买牛奶", "完成买牛奶", "完成任务“买牛奶”"),
        ("add a task Buy milk", "Buy milk is done", 'complete the task "Buy milk"'),
        ("add a task Buy milk", "Buy bread is done", "Buy bread is done"),
        (EVENT, "another one for my mother", "another one for my mother"),
    ],
)
def test_a_task_that_was_spoken_of_is_known_by_its_name(earlier: str, said: str, full: str) -> None:
    assert means(said, [earlier], full)


@pytest.mark.parametrize(
    ("earlier", "said", "full"),
    [
        (
            ["set an alarm for 7:30", "set an alarm for 8", "which alarms do I have?"],
            "delete both",
            "Delete the alarm for 07:30 that rings once. delete the alarm for 08:00 that rings once",
        ),
        (
            ["add an expense of $12 for Lunch", "how much did I spend on Lunch?"],
            "delete the last one",
            'delete the expense "Lunch" (amount 12, the first of them)',
        ),
    ],
)
def test_what_was_asked_in_between_is_no_thing_to_delete(earlier: list[str], said: str, full: str) -> None:
    assert means(said, earlier, full)


def test_the_opposite_of_a_switch_is_the_other_way() -> None:
    assert means("now do the opposite", [BLUETOOTH], "Turn off Bluetooth")
    assert means("do the opposite", ["Take a photo"], "do the opposite")


@pytest.mark.parametrize(
    ("said", "full"), [('text her "hi"', 'text Wendy Darling "hi"'), ("call her", "call Wendy Darling")]
)
def test_who_was_spoken_of_goals_ago_is_known_by_her(said: str, full: str) -> None:
    earlier = ["create a contact Wendy Darling with phone 5551111", BLUETOOTH]
    assert means(said, earlier, full)
    assert means(said, [BLUETOOTH], said)


BOTH = "Turn on dark theme and Bluetooth"


@pytest.mark.parametrize(
    ("earlier", "said", "full"),
    [
        ([BOTH], "now turn them off", "Turn off Dark theme. turn off Bluetooth"),
        ([BOTH], "turn both of them off", "Turn off Dark theme. turn off Bluetooth"),
        ([BOTH], "disable both", "Turn off Dark theme. turn off Bluetooth"),
        ([BOTH], "turn that off again", "Turn off Dark theme. turn off Bluetooth"),
        ([BOTH], "undo that", "Turn off Dark theme. turn off Bluetooth"),
        ([BOTH, "undo that"], "turn them back on", "Turn on Dark theme. turn on Bluetooth"),
        (["打开深色主题和蓝牙"], "再把它们关掉", "关闭深色主题. 关闭蓝牙"),
        (["打开深色主题和蓝牙"], "都撤销", "关闭深色主题. 关闭蓝牙"),
        ([BLUETOOTH, "Turn on NFC"], "turn both off", "Turn off Bluetooth. turn off NFC"),
        ([BLUETOOTH, "Turn on NFC"], "turn that off", "Turn off NFC"),
        ([BLUETOOTH + " and set an alarm for 7:30"], "undo that",
         "Turn off Bluetooth. delete the alarm for 07:30"),
        ([BLUETOOTH + " and set an alarm for 7:30"], "turn them off",
         "Turn off Bluetooth. turn off the alarm for 07:30"),
        ([ALARM], "another one at 6:50", "Set an alarm for 6:50"),
        (["set alarms for 6:10 and 6:20"], "delete both",
         "Delete the alarm for 06:10 that rings once. delete the alarm for 06:20 that rings once"),
        (["set an alarm for 6:10", "set an alarm for 6:20"], "remove both of them",
         "Delete the alarm for 06:10 that rings once. delete the alarm for 06:20 that rings once"),
        (["设6点10分和6点20分的闹钟"], "都删掉", "删除 06:10 只响一次的闹钟. 删除 06:20 只响一次的闹钟"),
        (["set alarms for 6:10 and 6:20"], "delete the 6:20 one",
         "delete the alarm for 06:20 that rings once"),
        (["Turn on Bluetooth and start a timer for 5 minutes"], "turn it off", "Turn off Bluetooth"),
    ],
)  # fmt: skip
def test_several_parts_are_all_meant(earlier: list[str], said: str, full: str) -> None:
    assert means(said, earlier, full)


@pytest.mark.parametrize("said", ["delete all of them", "delete everything", "全部删除", "把它们都删掉"])
def test_all_that_was_made_one_after_the_other_is_deleted(said: str) -> None:
    alarms = ["set an alarm for 7:30", "set an alarm for 8:30", "set an alarm for 9:30"]
    gone = [DeleteAlarm(TimeOfDay(hour, 30), ()) for hour in (7, 8, 9)]
    assert list(in_full(said, alarms).parts) == gone
    between = ["create a note x.md", *alarms, "which alarms do I have?"]
    assert list(in_full(said, between).parts) == gone


def test_which_of_several_is_to_be_deleted_is_left_open() -> None:
    assert means("delete it", ["set alarms for 6:10 and 6:20"], "delete it")
    assert open_word("delete it") == "it"


@pytest.mark.parametrize("said", ["turn it off", "把它关掉", "turn this off"])
def test_one_of_several_parts_is_left_open(said: str) -> None:
    assert means(said, [BOTH], said)
    assert open_word(said) in ("it", "它", "this")


def test_a_conversation_is_followed_through() -> None:
    assert means("now turn it off", [BLUETOOTH, "the same for Wi-Fi"], "Turn off Wi-Fi")
    assert means("Bluetooth too", [BLUETOOTH, "the same for Wi-Fi", "turn it off"], "Turn off Bluetooth")


def test_the_other_one_is_what_the_conversation_spoke_of_beside_the_last() -> None:
    wifi, off = "Turn on Wi-Fi", "now turn it off"
    assert means("now do the same for the other one", [wifi, BLUETOOTH, off], "Turn off Wi-Fi")
    assert means("turn off the other one", [wifi, BLUETOOTH], "turn off Wi-Fi")
    for earlier in ([wifi], [wifi, BLUETOOTH, "Turn on NFC"], ["Take a photo", BLUETOOTH]):
        assert means("the same for the other one", earlier, "the same for the other one")


@pytest.mark.parametrize(
    "said",
    [
        "Turn on Wi-Fi",
        "Set an alarm for 9:00 that repeats daily",
        "Turn on Bluetooth and Wi-Fi too",
        'Send "I\'ll do it for you" to Anna',
        "What is the same in both notes?",
        "Do the same for the purple elephant",
        "打开飞行模式",
        "再买一次牛奶",
    ],
)
def test_what_stands_by_itself_or_is_not_understood_stays_as_it_was(said: str) -> None:
    assert means(said, [BLUETOOTH], said)
    assert means(said, [], said)


def test_nothing_is_made_up_where_nothing_was_said_before() -> None:
    assert means("Now do the same for Wi-Fi", [], "Now do the same for Wi-Fi")
    assert means("Turn it off", ["What time is it?"], "Turn it off")


def test_a_long_conversation_is_gone_through_once(monkeypatch: pytest.MonkeyPatch) -> None:
    resolved, asked = followup._resolved, list[str]()

    def counted(goal: str, goals: list[TypedGoal], listener: Listener) -> TypedGoal | None:
        asked.append(goal)
        return resolved(goal, goals, listener)

    monkeypatch.setattr(followup, "_resolved", counted)
    task = Earlier(goal=BLUETOOTH, status="complete", answer="")
    assert len(standing((task,) * 100, HEARD)) == 100
    assert len(asked) <= 200
