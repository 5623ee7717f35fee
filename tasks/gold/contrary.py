"""What no app has a choice for, and what contradicts itself: found to be so, and said."""

import re
from datetime import date

from tasks.gold import expense, sight, sms
from tasks.gold.calendarpage import day_in, open_calendar, open_day, open_today
from tasks.gold.clock import open_tab
from tasks.gold.hand import Hand, Infeasible
from tasks.gold.params import BadParams, Params
from tasks.gold.registry import solves
from tasks.gold.setting import BRIGHTNESS, DISPLAY, open_page
from tasks.gold.sought import Sought
from tasks.gold.todo import WEEKDAYS

_RECORDER = "com.dimowner.audiorecorder"
_DRAW = "com.simplemobiletools.draw.pro"


# -- choices -----------------------------------------------------------------------------------------------
@solves("LackingRecordFormat")
def no_record_format(hand: Hand, params: Params) -> None:
    """Not among those the recorder has."""
    wanted = params.text("format")
    hand.open_app(_RECORDER)
    hand.tap(id="btn_action")
    hand.tap("Recording format", "录音格式")
    _choose(hand, f"format {wanted}", wanted)


@solves("LackingDrawFormat")
def no_draw_format(hand: Hand, params: Params) -> None:
    """Not among those a drawing is saved in."""
    wanted = params.text("format")
    hand.open_app(_DRAW)
    hand.back_until(id="my_canvas")
    hand.tap(id="menu_save")
    _choose(hand, f"format {wanted}", wanted)


@solves("LackingScreenTimeout")
def no_timeout(hand: Hand, params: Params) -> None:
    """Not among the times after which the screen may go dark."""
    minutes = params.number("minutes")
    open_page(hand, DISPLAY, ("Screen timeout", "屏幕自动关闭"))
    _choose(hand, f"timeout of {minutes} minutes", f"{minutes} minutes", f"{minutes} 分钟", f"{minutes}分钟")


@solves("LackingMessageEdit")
def no_message_edit(hand: Hand, params: Params) -> None:
    """Nothing in the menus of a message changes what it says."""
    sms.open_conversation(hand, params.text("number"))
    hand.scroll_to(id="thread_message_body", text=params.text("old_message"))
    hand.long_press(id="thread_message_body", text=params.text("old_message"))
    hand.tap("More options", "更多选项")
    _choose(hand, "way to edit a message", "Edit", "Edit message", "编辑", "修改", "编辑消息")


@solves("LackingExpensePhoto")
def no_expense_photo(hand: Hand, params: Params) -> None:
    """Nothing in the form of an expense takes a picture."""
    expense.open_home(hand)
    hand.tap(id="fb_main_add")
    _choose(hand, "field for a picture", "Photo", "Picture", "Attachment", "Receipt", "照片", "图片", "附件")


def _choose(hand: Hand, what: str, *labels: str) -> None:
    """See that what is open offers none of these, and leave it. Raises Infeasible, or BadParams."""
    there = [label for page in hand.pages() for label in labels if sight.find(page, Sought((label,), {}))]
    hand.back()
    if there:
        raise BadParams(f"{there[0]} is there")
    raise Infeasible(f"there is no {what}")


# -- contradictions ----------------------------------------------------------------------------------------
@solves("ContraryWeekday")
def another_weekday(hand: Hand, params: Params) -> None:
    """The day is not the weekday that it is said to be."""
    day = date(*(int(params.number(name)) for name in ("year", "month", "day")))
    open_today(hand)
    open_day(hand, day)
    weekday = WEEKDAYS[day_in(hand.read(id="top_value")).weekday()]
    if weekday == params.text("weekday"):
        raise BadParams(f"{day} is a {weekday}")
    raise Infeasible(f"{day} is a {weekday}, not a {params.text('weekday')}")


@solves("ContraryDay")
def no_such_day(hand: Hand, params: Params) -> None:
    """The month has no such day."""
    year, month, day = (int(params.number(name)) for name in ("year", "month", "day"))
    open_today(hand)
    open_day(hand, date(year, month, 1))
    hand.tap(id="top_value")
    there = hand.sees(text=str(day), inside=hand.wait_for(id="android:id/month_view"))
    hand.back()
    if there:
        raise BadParams(f"{year}-{month}-{day} is a day")
    raise Infeasible(f"{year}-{month} has no day {day}")


@solves("ContraryEnd")
def ends_before_it_begins(hand: Hand, params: Params) -> None:
    """No calendar takes an event that is over before it begins."""
    open_calendar(hand)
    if params.number("end_hour") > params.number("hour"):
        raise BadParams("it ends after it begins")
    raise Infeasible("an event cannot end before it begins")


@solves("ContraryBrightness")
def too_bright(hand: Hand, params: Params) -> None:
    """Brightness ends at 100 percent."""
    open_page(hand, DISPLAY)
    hand.scroll_to(*BRIGHTNESS)
    if params.number("percent") <= 100:
        raise BadParams("it can be that bright")
    raise Infeasible("brightness ends at 100%")


@solves("ContraryTimer")
def too_long(hand: Hand, params: Params) -> None:
    """A timer has two digits for its hours."""
    open_tab(hand, "timer")
    hours = re.match(r"\d+", hand.read(id="timer_setup_time"))
    if hours is None or params.number("hours") < 10 ** len(hours[0]):
        raise BadParams("it can be that long")
    raise Infeasible("a timer ends at 99 hours")
