"""What the policy decides on single screens, real phones' oddities among them."""

from dataclasses import replace
from pathlib import Path

import pytest

from agent.action.action import (
    Answer,
    Click,
    Drag,
    InputText,
    NavigateBack,
    OpenApp,
    Status,
    Swipe,
    Wait,
    describe,
)
from agent.language.name import canon
from agent.offline.decision import PastStep
from agent.offline.policy import OfflinePolicy
from agent.offline.step.alarmcard import cards
from agent.perception.page import summarise
from agent.perception.scene import Scene
from device.look.hierarchy import parse_hierarchy
from device.screen import Bounds, Observation
from grounding.target import Target
from tests.agent.offline.screens import node, row, screen, switch

HOME = screen(node("text", "Clock"), package="com.google.android.apps.nexuslauncher", up=False)

DUMPS = Path(__file__).parents[3].parent / "shared/data/uiautomator"


def decide(goal, observation, history=()):
    return OfflinePolicy().decide(goal, observation, history)


def tapped(observation, decision):
    """Labels of what is tapped: the element and all in it."""
    action = decision.actions[0]
    assert isinstance(action, Click), decision
    element = next(e for e in observation.elements if e.index == action.target.element)
    return {e.label for e in Scene(observation).inside(element) if e.label}


def after(observation, decision, outcome="success", error=""):
    return PastStep(decision.actions[0], outcome, error, summarise(observation), decision.done)


def test_a_goal_that_is_not_understood_is_refused_at_once():
    decision = decide("order a pizza", HOME)
    assert decision.actions[0].goal_status == "infeasible"
    assert "order a pizza" in decision.actions[0].reason
    assert decision.plan == (), "what is not begun needs no plan"


def test_the_plan_names_all_parts_and_counts_what_is_confirmed():
    page = screen(row("Wi-Fi", switch(True)), row("Airplane mode", switch(False)), title="Network & internet")
    decision = decide("turn on wifi and bluetooth", page)
    assert decision.plan == ("turn on Wi-Fi", "turn on Bluetooth")
    assert decision.done == 1


def test_settings_is_opened_and_an_unknown_name_is_tried_in_another_language():
    first = decide("turn on wifi", HOME)
    assert first.actions == (OpenApp(app_name="Settings"),)
    history = [after(HOME, first, error="no such app")]
    second = decide("turn on wifi", HOME, history)
    assert second.actions == (OpenApp(app_name="设置"),)
    history.append(after(HOME, second, error="no such app"))
    assert decide("turn on wifi", HOME, history).actions[0].goal_status == "infeasible"


def test_the_switch_in_a_row_is_the_rows_own():
    page = screen(
        node("list", "", row("Airplane mode", switch(True)), row("Wi‑Fi", switch(False)), row("VPN")),
        title="Internet",
    )
    decision = decide("turn on wifi", page)
    element = next(e for e in page.elements if e.index == decision.actions[0].target.element)
    assert element.is_checkable
    assert not element.is_checked
    assert decide("turn off wifi", page).actions[0].goal_status == "complete"


def test_a_main_switch_bar_belongs_to_the_page():
    bar = node("row", "", node("text", "Use Bluetooth"), switch(False), is_clickable=True, is_checkable=False)
    page = screen(bar, row("Pair new device"), title="Bluetooth")
    decision = decide("turn on bluetooth", page)
    assert "Bluetooth is off" in decision.thought
    assert isinstance(decision.actions[0], Click)


def test_a_checkable_row_is_its_own_switch():
    page = screen(
        node("row", "", node("text", "Wi-Fi"), is_clickable=True, is_checkable=True, is_checked=True)
    )
    assert decide("is wifi on?", page).actions[0] == Answer(text="Wi-Fi is on.")


def test_a_flat_tree_goes_by_lines():
    page = screen(
        node("text", "Wi-Fi", box=(60, 400, 500, 460)),
        node("switch", is_checkable=True, is_checked=True, box=(900, 390, 1020, 470)),
        node("text", "Bluetooth", box=(60, 600, 500, 660)),
        node("switch", is_checkable=True, is_checked=False, box=(900, 590, 1020, 670)),
        title="Connections",
    )
    decision = decide("is wifi on and is bluetooth on?", page)
    assert decision.actions[0].text == "Wi-Fi is on."
    history = [after(page, decision)]
    decision = decide("is wifi on and is bluetooth on?", page, history)
    assert decision.actions == (
        Answer(text="Wi-Fi is on. Bluetooth is off."),
        Status(goal_status="complete", reason="Bluetooth is off."),
    )


def test_chinese_settings():
    page = screen(row("网络和互联网"), row("已连接的设备"), row("显示"), title="设置", up=False)
    assert tapped(page, decide("打开蓝牙", page)) == {"已连接的设备"}
    assert tapped(page, decide("turn on dark theme", page)) == {"显示"}
    page = screen(row("飞行模式", switch(False)), row("互联网"), title="网络和互联网")
    assert "Airplane mode is off" in decide("打开飞行模式", page).thought


def test_a_disabled_switch_is_waited_for_and_then_given_up():
    page = screen(row("Wi-Fi", switch(False, is_enabled=False)))
    history = []
    for _ in range(3):
        decision = decide("turn on wifi", page, history)
        assert isinstance(decision.actions[0], Wait)
        history.append(after(page, decision))
    end = decide("turn on wifi", page, history).actions[0]
    assert end.goal_status == "infeasible"
    assert "does not let it be changed" in end.reason


def test_a_switch_that_does_not_move_is_given_up():
    page = screen(row("Wi-Fi", switch(False)))
    history = []
    while isinstance((decision := decide("turn on wifi", page, history)).actions[0], Click | Wait):
        history.append(after(page, decision, "no_change"))
    assert sum(isinstance(step.action, Click) for step in history) == 5
    assert decision.actions[0].goal_status == "infeasible"


def test_a_question_of_the_phone_after_the_switch_is_agreed_to():
    page = screen(row("Data Saver", switch(False)))
    first = decide("turn on data saver", page)
    question = screen(
        node("text", "Turn on Data Saver?"),
        node("button", "Cancel", is_clickable=True),
        node("button", "Turn on", is_clickable=True),
        up=False,
    )
    decision = decide("turn on data saver", question, [after(page, first)])
    assert tapped(question, decision) == {"Turn on"}


def test_rows_with_a_switch_are_never_opened_on_the_way():
    page = screen(row("Alarms", switch(True)), row("Media", switch(True)), title="Do Not Disturb")
    assert isinstance(decide("set alarm volume to 50%", page).actions[0], NavigateBack)


def test_nothing_is_looked_for_twice_and_a_vain_search_ends():
    root = screen(row("Display"), row("About phone"), title="Settings", up=False)
    display = screen(row("Font size"), title="Display")
    history = []
    page = root
    for _ in range(10):
        decision = decide("turn on dark theme", page, history)
        action = decision.actions[0]
        history.append(after(page, decision))
        if isinstance(action, Status):
            break
        page = display if isinstance(action, Click) else root
    assert action.goal_status == "infeasible"
    assert sum(isinstance(step.action, Click) for step in history) == 1


def test_a_slider_is_tapped_corrected_and_dragged_to_its_ends():
    def page(shown):
        return screen(
            row("Brightness level", node("slider", f"{shown}%", is_clickable=True)), title="Display"
        )

    first = decide("set brightness to 50%", page(20))
    x, y = first.actions[0].target.point
    assert (x, y) == (540.0, 415)
    history = [after(page(20), first)]
    second = decide("set brightness to 50%", page(46), history)
    assert second.actions[0].target.point[0] == pytest.approx(540 + 0.04 * 960)
    history.append(after(page(46), second))
    assert decide("set brightness to 50%", page(50), history).actions[0].goal_status == "complete"
    end = decide("set brightness to max", page(20)).actions[0]
    assert isinstance(end, Drag)
    assert end.end.point[0] == 1019
    mute = screen(row("Brightness level", node("slider", "", is_clickable=True)), title="Display")
    assert decide("set brightness to 50%", mute).actions[0].goal_status == "infeasible"


def test_the_brightness_panel_of_the_system_is_known_by_its_description():
    panel = screen(
        node("slider", "30%", content_description="Display brightness", is_clickable=True),
        package="com.android.systemui",
        up=False,
    )
    assert isinstance(decide("set brightness to 60%", panel).actions[0], Click)


def test_up_means_one_step_and_not_for_ever():
    def page(shown):
        return screen(row("Media volume", node("slider", f"{shown}%", is_clickable=True)), title="Sound")

    first = decide("turn up the volume", page(40))
    assert "to 60%" in describe(first.actions[0])
    assert (
        decide("turn up the volume", page(60), [after(page(40), first)]).actions[0].goal_status == "complete"
    )


def _clock(*nodes, selected="Alarm"):
    tabs = [
        node("box", "", node("text", name), is_clickable=True, is_selected=name == selected,
             box=(n * 270, 2100, n * 270 + 270, 2274))
        for n, name in enumerate(("Alarm", "Clock", "Timer", "Stopwatch"))
    ]  # fmt: skip
    return screen(*nodes, *tabs, package="com.google.android.deskclock", up=False)


def _card(time, on, *extra):
    head = node("text", time, box=(60, 0, 400, 60))
    return node("row", "", head, switch(on), *extra, is_clickable=True)


def test_cards_are_told_apart():
    page = _clock(node("list", "", _card("7:30\u202fAM", True), _card("19:05", False)))
    found = cards(Scene(page))
    assert [(str(card.time), card.switch.is_checked) for card in found] == [("07:30", True), ("19:05", False)]
    assert decide("set an alarm for 7:30", page).actions[0].goal_status == "complete"
    assert not isinstance(decide("set an alarm for 7:30 pm", page).actions[0], Status)


def test_the_clocks_own_time_is_no_alarm():
    page = _clock(node("text", "7:30 AM", box=(60, 500, 500, 600)), selected="Clock")
    assert tapped(page, decide("set an alarm for 7:30", page)) == {"Alarm"}


def _chip(name, text, chosen):
    marks = {"is_clickable": True, "is_checkable": True, "is_checked": chosen}
    return node("box", text, resource_id=f"x:id/material_{name}_tv", **marks)


def _dial(face, hour, minute, *, mode=False):
    unit = "o'clock" if face == "hour" else "minutes"
    values = range(1, 13) if face == "hour" else range(0, 60, 5)
    numbers = [
        node("text", f"{v:02}" if face == "minute" else str(v), content_description=f"{v} {unit}",
             is_clickable=True, box=(80 * n, 1200, 80 * n + 80, 1280))
        for n, v in enumerate(values)
    ]  # fmt: skip
    extra = [
        node("image", content_description="Switch to text input mode for the time input.", is_clickable=True)
    ]
    return screen(
        node("text", "Select time", resource_id="x:id/header_title"),
        _chip("hour", str(hour), face == "hour"),
        _chip("minute", f"{minute:02}", face == "minute"),
        node("toggle", "AM", is_clickable=True, is_checkable=True, is_checked=True),
        node("toggle", "PM", is_clickable=True, is_checkable=True),
        *numbers,
        *(extra if mode else ()),
        node("button", "Cancel", is_clickable=True),
        node("button", "OK", is_clickable=True),
        package="com.google.android.deskclock",
        up=False,
    )  # fmt: skip


@pytest.fixture
def adding():
    """The history of having asked for a new alarm."""
    page = _clock(node("image", content_description="Add alarm", is_clickable=True))
    decision = decide("set an alarm for 19:30", page)
    assert tapped(page, decision) == {"Add alarm"}
    return [after(page, decision)]


def test_a_dial_without_fields_is_tapped(adding):
    goal = "set an alarm for 19:30"
    names = []
    for page in (
        _dial("hour", 3, 34),
        _dial("minute", 7, 34),
        _dial("minute", 7, 30),
    ):
        decision = decide(goal, page, adding)
        names.append(tapped(page, decision))
        adding.append(after(page, decision))
    assert names == [{"7"}, {"30"}, {"PM"}]
    odd = decide("set an alarm for 7:31", _dial("minute", 7, 34), adding)
    assert odd.actions[0].goal_status == "infeasible"


def test_the_fields_are_preferred_where_there_is_a_way_to_them(adding):
    page = _dial("hour", 3, 34, mode=True)
    assert tapped(page, decide("set an alarm for 19:30", page, adding)) == {
        "Switch to text input mode for the time input."
    }


def test_the_fields_are_typed_into_until_they_are_right(adding):
    def page(hour, minute, late):
        return screen(
            node("text", "Enter time"),
            node("field", minute, box=(500, 600, 700, 800)),
            node("field", hour, box=(200, 600, 400, 800)),
            node("toggle", "AM", is_clickable=True, is_checkable=True, is_checked=not late),
            node("toggle", "PM", is_clickable=True, is_checkable=True, is_checked=late),
            node("button", "Cancel", is_clickable=True),
            node("button", "OK", is_clickable=True),
            package="com.google.android.deskclock",
            up=False,
        )

    goal = "set an alarm for 19:30"
    first = decide(goal, page("", "", False), adding).actions[0]
    assert isinstance(first, InputText)
    assert (first.text, first.clear) == ("7", True)
    assert decide(goal, page("7", "3", False), adding).actions[0].text == "30"
    half = page("07", "30", False)
    assert tapped(half, decide(goal, half, adding)) == {"PM"}
    right = page("7", "30", True)
    assert tapped(right, decide(goal, right, adding)) == {"OK"}


def test_an_alarm_beyond_the_fold_is_looked_for_before_one_is_added():
    page = _clock(
        node("list", "", *(_card(f"{hour}:00 AM", True) for hour in range(1, 11))),
        node("image", content_description="Add alarm", is_clickable=True, box=(414, 1800, 666, 2000)),
    )
    goal = "set an alarm for 22:15"
    down = decide(goal, page)
    assert isinstance(down.actions[0], Swipe)
    start, end = down.actions[0].start.point, down.actions[0].end.point
    assert start[1] > end[1]
    assert not Bounds(414, 1800, 666, 2000).contains(Bounds(*map(int, (*start, *start))).center)
    history = [after(page, down), after(page, down, "no_change")]
    up = decide(goal, page, history)
    assert up.actions[0].start.point[1] < up.actions[0].end.point[1]
    history.append(after(page, up, "no_change"))
    assert tapped(page, decide(goal, page, history)) == {"Add alarm"}


def test_a_permission_dialog_before_the_clock_is_refused():
    opened = PastStep(OpenApp(app_name="Clock"), "success", "", "x", 0)
    page = screen(
        node("text", "Allow Clock to send you notifications?"),
        node("button", "Allow", is_clickable=True),
        node("button", "Don’t allow", is_clickable=True),
        package="com.google.android.permissioncontroller",
        up=False,
    )
    assert tapped(page, decide("set an alarm for 7:30", page, [opened])) == {"Don’t allow"}


def test_completion_is_claimed_again_only_if_the_screen_still_shows_it():
    on, off = (screen(row("Wi-Fi", switch(value)), title="Internet") for value in (True, False))
    claim = decide("turn on wifi", on)
    assert claim.actions[0].goal_status == "complete"
    assert isinstance(decide("turn on wifi", off, [after(on, claim)]).actions[0], Click)


def test_labels_are_compared_as_people_read_them():
    assert canon("Wi‑Fi") == canon("WiFi") == canon("wi-fi")
    assert canon("Network & internet") == canon("Network  &  Internet")
    assert canon("使用 WLAN") == canon("使用wlan")


@pytest.mark.skipif(not DUMPS.is_dir(), reason="the real dumps (../shared/data/uiautomator) are not here")
def test_real_dumps_are_no_trouble():
    folder = DUMPS
    for path in sorted(folder.glob("*.xml")):
        if path.name.startswith("032"):
            continue
        elements = parse_hierarchy(path.read_bytes()).elements
        for package in (
            "com.android.settings",
            "com.google.android.deskclock",
            "com.android.systemui",
            "x.y",
        ):
            page = Observation(None, tuple(elements), package, "", False, (1080, 2400))
            for goal in (
                "turn on wifi",
                "set brightness to 50%",
                "set an alarm for 7:30",
                "start a timer for 5 min",
                "run the stopwatch",
                "delete all alarms",
                "what alarms are set",
                "open clock",
                "go home",
            ):
                assert decide(goal, page).actions  # fmt: skip


@pytest.mark.parametrize(
    ("goal", "package"),
    [
        ("open Alarmy", "com.google.android.deskclock"),
        ("open Clock Widget", "com.google.android.deskclock"),
        ("打开时钟天气", "com.google.android.deskclock"),
        ("launch settings backup", "com.android.settings"),
        ("open Settings Manager Pro", "com.android.settings"),
    ],
)
def test_another_app_of_a_similar_name_is_not_the_one(goal, package):
    page = screen(row("x"), package=package)
    history = []
    for _ in range(6):
        decision = decide(goal, page, history)
        if isinstance(decision.actions[0], Status):
            break
        history.append(after(page, decision))
    assert decision.actions[0].goal_status == "infeasible"


@pytest.mark.parametrize(
    ("goal", "package"),
    [("open Clock", "com.google.android.deskclock"), ("打开设置", "com.android.settings")],
)
def test_the_app_in_front_is_known_by_its_names(goal, package):
    page = screen(row("x"), package=package)
    first = decide(goal, HOME)
    assert decide(goal, page, [after(HOME, first)]).actions[0].goal_status == "complete"


def test_of_a_save_that_nobody_saw_carried_out_it_is_not_said_that_it_was():
    """The phone went away in that moment, and came back without the form."""
    goal = "Add a contact named Kevin3 with number 555 1234"
    kept = PastStep(Click(target=Target(description="save")), "uncertain", "", summarise(HOME), 0)
    for outcome, said in (
        ("uncertain", "Whether Kevin3 was saved is not known"),
        ("success", "Kevin3 was saved"),
    ):
        history = [replace(kept, outcome=outcome)]
        while (decision := decide(goal, HOME, history)).actions[0].action_type != "status":
            assert len(history) < 12
            history.append(after(HOME, decision))
        assert said in decision.actions[0].reason
