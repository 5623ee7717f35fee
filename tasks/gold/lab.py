"""What AndroidLab asks for beside what AndroidWorld does: alarms, and questions about people and settings."""

import re
from collections.abc import Mapping, Sequence
from typing import cast

from tasks.gold import expense, sight, sms
from tasks.gold.ask import people
from tasks.gold.calendarpage import pick_time
from tasks.gold.clock import open_tab
from tasks.gold.hand import Hand, NotOnScreen
from tasks.gold.params import Params
from tasks.gold.registry import solver_for, solves
from tasks.gold.setting import switch_state
from tasks.gold.sought import Sought

_ADD_ALARM = ("Add alarm", "添加闹钟")
_PHONE = re.compile(r"\+?[\d() -]{7,}")


@solves("Parts")
def do_parts(hand: Hand, params: Params) -> None:
    """Tasks one after the other."""
    for part in cast(Sequence[Mapping[str, object]], params.values["parts"]):
        own = cast(Mapping[str, object], part["params"])
        solver_for(str(part["task"]))(hand, Params(own))


# -- alarms --------------------------------------------------------------------------------------------
@solves("LabAlarmSet")
def set_alarm(hand: Hand, params: Params) -> None:
    """A new alarm."""
    open_tab(hand, "alarm")
    hand.tap(*_ADD_ALARM)
    pick_time(hand, params.number("hour"), params.number("minutes"))
    hand.wait_for(id="alarm_recycler_view")


@solves("LabAlarmsTurned")
def turn_alarms(hand: Hand, params: Params) -> None:
    """One on, one off."""
    open_tab(hand, "alarm")
    for name, on in (("on", True), ("off", False)):
        label = params.text(name)
        hand.scroll_to(id="onoff", containing=label)
        hand.set_switch(on, id="onoff", containing=label)


@solves("LabAlarmTime")
def alarm_time(hand: Hand, params: Params) -> str:
    """The time on the card of an alarm."""
    open_tab(hand, "alarm")
    label = params.text("label")
    switch = hand.scroll_to(id="onoff", containing=label)
    found = re.search(r"\d{1,2}:\d{2}", switch.content_description)
    if found is None:
        raise NotOnScreen(Sought((label,), {}), hand.look())
    return found.group()


# -- people --------------------------------------------------------------------------------------------
@solves("LabContactNumber")
def number_of(hand: Hand, params: Params) -> str:
    """The number on the page of a person."""
    name = params.text("name")
    people(hand)
    hand.scroll_to(id="cliv_name_textview", text=name)
    hand.tap(id="cliv_name_textview", text=name)
    hand.wait_for(id="large_title")
    for page in hand.pages():
        for text in sight.written(sight.shown(page)):
            if _PHONE.fullmatch(text):
                return text
    raise NotOnScreen(Sought((name,), {}), hand.look())


@solves("LabContactCount")
def count_people(hand: Hand, _params: Params) -> str:
    """How many there are, by name."""
    return str(len(people(hand)))


@solves("LabMessageText")
def text_from(hand: Hand, params: Params) -> str:
    """What somebody wrote last."""
    sms.open_conversation(hand, params.text("number"))
    return sms.latest(hand, mine=False).text


# -- rows and settings -----------------------------------------------------------------------------------
@solves("LabExpenseAmount")
def amount_of(hand: Hand, params: Params) -> str:
    """The amount in the details of an expense."""
    name = params.text("name")
    expense.open_log(hand)
    hand.scroll_to(id="tv_name", text=name)
    hand.tap(id="tv_name", text=name)
    found = re.search(r"[\d,]+(?:\.\d+)?", hand.read(id="tv_amount_value"))
    hand.back()
    return found.group() if found else ""


@solves("LabRadioState")
def radio_state(hand: Hand, params: Params) -> str:
    """Whether its switch is on."""
    return "yes" if switch_state(hand, params.text("service")) else "no"
