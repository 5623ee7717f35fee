"""`X but not Y`, however it is said: X is done as if it stood alone and Y left alone, or nothing is begun."""

from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from agent.language.intention import NotUnderstood
from agent.language.understand import understand
from agent.offline.learned.policy import LearnedPolicy
from agent.offline.learnedbrain import CombinedBrain
from agent.offline.policy import OfflinePolicy
from benchmarks.everyday.goal import Goal
from benchmarks.offline_goals import filled, pursue
from device.phone.phone import Phone
from tests.table import each_row
from tests.thin import thinned

DEEDS = {
    "turn on Wi-Fi": "Wi-Fi",
    "turn off Bluetooth": "Bluetooth",
    "enable NFC": "NFC",
    "turn on dark theme": "dark theme",
    "toggle battery percentage": "battery percentage",
    "set brightness to 80%": "brightness",
    "set volume to max": "volume",
    "mute the alarm volume": "the alarm volume",
    "set an alarm for 7:05": "7:05",
    "delete the 8:30 alarm": "8:30",
    "turn on the 9:00 alarm": "the 9:00 alarm",
    "start a timer for 5 minutes": "the timer",
    "start the stopwatch": "the stopwatch",
    "open Clock": "Clock",
}
"""What is asked for, and what it is about."""
FORMS = (
    "{x} but not {y}",
    "{x}, but not {y}",
    "{x}, not {y}",
    "{x} not {y}",
    "{x} and not {y}",
    "{x}, but please not {y}",
    "{x} but no {y}",
    "{x} except {y}",
    "{x}, except for {y}",
    "{x} without {y}",
    "{x} without touching {y}",
    "{x}, without changing {y}",
    "{x} instead of {y}",
    "{x} rather than {y}",
    "{x} excluding {y}",
    "{x} other than {y}",
    "{x} apart from {y}",
    "{x} but {y}",
    "{x} with the exception of {y}",
    "{x}, minus {y}",
    "{x}, don't touch {y}",
    "{x}. Do not change {y}.",
    "{x}, please don't touch {y}",
    "{x}, {y} stays",
    "{x} please never touch {y}",
    "{x}, leave {y} alone",
    "{x} but leave {y} as it is",
    "{x} but leave {y}",
    "{x}, skip {y}",
    "{x} and ignore {y}",
    "{x}, {y} should stay as it is",
    "{x}, {y} must not be changed",
    "{x} but {y} shouldn't be touched",
    "{x}; {y} is to remain unchanged",
    "{x}, {y} excepted",
    "don't touch {y}, {x}",
    "without touching {y}, {x}",
    "instead of {y}, {x}",
    "not {y} but {x}",
    "except for {y}, {x}",
    "everything but {y}: {x}",
)
DEEDS_ZH = {
    "打开Wi-Fi": "Wi-Fi",
    "关闭蓝牙": "蓝牙",
    "打开NFC": "NFC",
    "打开深色主题": "深色主题",
    "把亮度调到80%": "亮度",
    "把音量调到最大": "音量",
    "把闹钟音量调到最低": "闹钟音量",
    "设一个早上七点的闹钟": "七点的闹钟",
    "启动秒表": "秒表",
    "打开时钟": "时钟",
}
FORMS_ZH = (
    "{x},但不要{y}",
    "{x},不要动{y}",
    "{x},不要{y}",
    "{x},别动{y}",
    "{x},但不是{y}",
    "{x}而不是{y}",
    "{x},{y}除外",
    "{x},除了{y}",
    "{x},但{y}不变",
    "{x},{y}不动",
    "{x},{y}不要动",
    "{x},{y}保持不变",
    "{x},保持{y}不变",
    "{x},不包括{y}",
    "{x},{y}别动",
    "{x},甭管{y}",
    "{x},{y}就算了",
    "除了{y},{x}",
    "不要动{y},{x}",
    "{x},但{y}",
)
TWO = (
    "{x}, not {y} or {z}",
    "{x} but neither {y} nor {z}",
    "{x}, leave {y} and {z} alone",
    "{x}, {y} and {z} should stay as they are",
    "{x} and don't touch {y} and {z}",
    "{x}, {y}和{z}都不要动",
    "{x},{y}和{z}除外",
    "{x},不要动{y}和{z}",
)


@cache
def brain() -> CombinedBrain:
    return CombinedBrain(OfflinePolicy(), LearnedPolicy())


def kept(goal: str, deed: str, name: str, *others: str) -> bool:
    """Whether the goal is understood; then it is as the deed alone, and else nobody guesses at it."""
    found = understand(goal)
    if isinstance(found, NotUnderstood):
        assert found.is_near or not LearnedPolicy().knows(goal), goal
        assert not brain().typed(goal).parts
        return False
    assert found == understand(deed), (goal, [str(part) for part in found])
    assert name not in others, goal
    return True


@settings(deadline=None, max_examples=400)
@given(st.sampled_from(sorted(DEEDS)), st.sampled_from(sorted(DEEDS.values())), st.sampled_from(FORMS))
def test_a_limit_adds_nothing_to_what_is_done(deed, other, form):
    kept(form.format(x=deed, y=other), deed, DEEDS[deed], other)


@settings(deadline=None, max_examples=200)
@given(
    st.sampled_from(sorted(DEEDS_ZH)), st.sampled_from(sorted(DEEDS_ZH.values())), st.sampled_from(FORMS_ZH)
)
def test_a_limit_in_chinese_adds_nothing_to_what_is_done(deed, other, form):
    kept(form.format(x=deed, y=other), deed, DEEDS_ZH[deed], other)


@settings(deadline=None, max_examples=200)
@given(st.data(), st.sampled_from(TWO))
def test_a_limit_on_two_things_holds_for_both(data, form):
    deeds = DEEDS_ZH if "和" in form else DEEDS
    deed = data.draw(st.sampled_from(sorted(deeds)))
    y, z = data.draw(st.lists(st.sampled_from(sorted(deeds.values())), min_size=2, max_size=2, unique=True))
    kept(form.format(x=deed, y=y, z=z), deed, deeds[deed], y, z)


@pytest.mark.parametrize("form", [form for form in FORMS if form.index("{x}") == 0][:14])
def test_the_usual_forms_are_understood(form):
    assert form.startswith("{x}")
    for deed, other in (("turn on Wi-Fi", "Bluetooth"), ("set volume to max", "the alarm volume")):
        assert kept(form.format(x=deed, y=other), deed, DEEDS[deed], other), form


@pytest.mark.parametrize(
    ("goal", "deed"),
    [
        ("turn on Bluetooth, please don't open Clock", "turn on Bluetooth"),
        ("turn on Wi-Fi without turning on Bluetooth or NFC", "turn on Wi-Fi"),
        ("turn on Wi-Fi, nothing else", "turn on Wi-Fi"),
        ("turn on Wi-Fi but don't touch anything else", "turn on Wi-Fi"),
        ("turn on Wi-Fi and leave the rest alone", "turn on Wi-Fi"),
        ("start the stopwatch, don't stop it", "start the stopwatch"),
        ("turn on do not disturb but not Wi-Fi", "turn on do not disturb"),
        ("take a photo but don't turn on Wi-Fi", "take a photo"),
        ("打开Wi-Fi,其他的不要动", "打开Wi-Fi"),
        ("启动秒表,不要停", "启动秒表"),
        ("打开勿扰模式,但不要打开蓝牙", "打开勿扰模式"),
        (
            'set an alarm for 7:05 labelled "Do not be late"',
            'set an alarm for 7:05 with label "Do not be late"',
        ),
    ],
)
def test_what_can_be_kept_is_done(goal, deed):
    assert understand(goal) == understand(deed)
    assert isinstance(understand(goal), list)


@each_row(
    "goal",
    [
        "turn on Bluetooth without opening Settings",
        "set an alarm for 7:00 but don't open Clock",
        "turn on airplane mode but not Wi-Fi",
        "turn off airplane mode but don't turn on Bluetooth",
        "turn on battery saver but leave dark theme alone",
        "set ring volume to 50% but not notification volume",
        "delete all alarms, don't delete the 8:30 alarm",
        "delete all alarms except 8:30",
        "turn off all alarms but the 9:00 one",
        "set all volume to max but the alarm volume",
        "set all volume to max but not the alarm volume",
        "turn off everything but Bluetooth",
        "turn on Wi-Fi but don't turn on Wi-Fi",
        "turn on Wi-Fi but don't order a pizza",
        "turn on Wi-Fi but don't change anything",
        "turn on not only Wi-Fi but also Bluetooth",
        "turn on not Bluetooth but Wi-Fi",
        "turn on only Wi-Fi",
        "turn on Wi-Fi, Bluetooth and NFC should stay as they are",
        "turn on Wi-Fi but not Bluetooth. NFC too",
        "increase brightness but not volume to 50%",
        "set an alarm for 7:00 without vibration",
        "set an alarm for 7:00 every day except Sunday",
        "is Wi-Fi on but not Bluetooth?",
        "turn on Wi-Fi, keeping Bluetooth off",
        "call Bob, not Ann",
        "delete the note a.md but not b.md",
        "打开Wi-Fi,蓝牙和NFC都不要动",
        "除了蓝牙以外全部关掉",
        "关闭除了7:30以外的所有闹钟",
        "删除所有闹钟,除了9:00的",
        "打开Wi-Fi,不要打开设置",
        "只打开Wi-Fi",
    ],
)
def test_what_cannot_be_kept_or_is_not_clear_is_refused_and_nobody_guesses(goal):
    found = understand(goal)
    assert isinstance(found, NotUnderstood), [str(part) for part in found]
    assert found.is_near
    assert "only what not to do" not in found.reason
    assert not brain().typed(goal).parts


@pytest.mark.parametrize(
    "goal",
    [
        "Answer the message from +11569649105 in Simple SMS Messenger with: Don't leave without it.",
        "Check that Bluetooth is on; if not, turn it on.",
        "I no longer need the note called bold_koala_2023_01_08, right in Markor's notebook. Delete it.",
    ],
)
def test_what_only_its_text_denies_is_no_limit(goal):
    found = understand(goal)
    assert isinstance(found, list) or not found.is_near


# -- on the phone ---------------------------------------------------------------------------------------
def state(phone: Phone) -> set[str]:
    """All settings, and the alarms."""
    lines = {
        f"{space} {line}"
        for space in ("system", "secure", "global")
        for line in phone.shell(f"settings list {space}").text.splitlines()
    }
    rows = phone.database("com.google.android.deskclock", "alarms.db").rows(
        "SELECT hour, minutes, daysofweek, enabled, label FROM alarm_templates"
    )
    return lines | {str(tuple(row)) for row in rows}


def after(text: str, language: str = "en") -> tuple[str, set[str], set[str]]:
    """How a run ends, and what it took away and brought."""
    goal = Goal("any", language, text, lambda done, _: True, frozenset())
    phone = filled(goal)
    for key in ("wifi_on", "nfc_on"):
        phone.shell(f"settings put global {key} 0")
    before = state(phone)
    outcome = pursue(goal, phone=phone)
    now = state(phone)
    return outcome.status, before - now, now - before


@pytest.mark.full
@settings(deadline=None, max_examples=12)
@given(st.sampled_from(sorted(DEEDS)), st.sampled_from(sorted(DEEDS.values())), st.sampled_from(FORMS))
def test_on_the_phone_nothing_changes_but_what_the_deed_alone_changes(deed, other, form):
    goal = form.format(x=deed, y=other)
    status, gone, come = after(goal)
    if isinstance(understand(goal), NotUnderstood):
        assert (status, gone, come) == ("infeasible", set(), set())
    else:
        assert (status, gone, come) == after(deed)


@pytest.mark.parametrize(
    ("goal", "deed"),
    thinned(
        [
            ("Set volume to max but not the alarm volume", "Set volume to max"),
            ("Set brightness to 80% but not volume", "Set brightness to 80%"),
            ("Turn on Wi-Fi, but not Bluetooth", "Turn on Wi-Fi"),
            ("Turn on Bluetooth, but not Wi-Fi", "Turn on Bluetooth"),
        ],
        2,
    ),
)
def test_what_people_said_is_done_and_no_more(goal, deed):
    assert after(goal) == after(deed)
    assert after(goal)[0] == "complete"
