"""Clock: a timer made ready, the stopwatch."""

from tasks.gold.hand import Hand
from tasks.gold.params import Params
from tasks.gold.registry import solves

_PACKAGE = "com.google.android.deskclock"
_START = ("Start", "开始")
_PAUSE = ("Pause", "暂停")


@solves("ClockTimerEntry")
def enter_timer(hand: Hand, params: Params) -> None:
    """A timer of so many hours, minutes and seconds, not started."""
    parts = (params.number("hours"), params.number("minutes"), params.number("seconds"))
    open_tab(hand, "timer")
    if not hand.sees(id="timer_setup_time"):
        hand.tap(id="fab")  # there are timers already; it adds one more
    hand.long_press(id="timer_setup_delete")
    for digit in "".join(f"{part:02d}" for part in parts).lstrip("0"):
        hand.tap(id=f"timer_setup_digit_{digit}")


@solves("ClockStopWatchRunning")
def run_stopwatch(hand: Hand, params: Params) -> None:
    """The stopwatch runs."""
    open_tab(hand, "stopwatch")
    if hand.sees(*_START, id="fab"):
        hand.tap(*_START, id="fab")
    hand.wait_for(*_PAUSE, id="fab")


@solves("ClockStopWatchPausedVerify")
def pause_stopwatch(hand: Hand, params: Params) -> None:
    """The stopwatch stands still."""
    open_tab(hand, "stopwatch")
    if hand.sees(*_PAUSE, id="fab"):
        hand.tap(*_PAUSE, id="fab")
    hand.wait_for(*_START, id="fab")


def open_tab(hand: Hand, name: str) -> None:
    """One of the pages below: "timer", "stopwatch"."""
    hand.open_app(_PACKAGE)
    hand.back_until(id=f"tab_menu_{name}")
    hand.tap(id=f"tab_menu_{name}")
