"""Nearly the right time."""

from collections.abc import Mapping, Sequence

from tasks.gold.hand import Hand
from tasks.gold.params import Params
from tests.tasks.suites.attempt import Near, gold


def a_minute_more(hand: Hand, params: Params) -> None:
    """Another time."""
    gold(hand, params, "ClockTimerEntry", minutes=(params.number("minutes") + 1) % 60)


def started(hand: Hand, params: Params) -> None:
    """The right time, but it runs."""
    gold(hand, params, "ClockTimerEntry")
    hand.tap("Start", "开始", id="fab")


def entered_twice(hand: Hand, params: Params) -> None:
    """One runs, and another is made ready."""
    started(hand, params)
    hand.tap(id="fab", description=("Add timer", "添加计时器"))
    gold(hand, params, "ClockTimerEntry")


def started_and_paused(hand: Hand, params: Params) -> None:
    """It ran."""
    gold(hand, params, "ClockStopWatchRunning")
    gold(hand, params, "ClockStopWatchPausedVerify")


def a_timer_instead(hand: Hand, params: Params) -> None:
    """Something else runs."""
    gold(hand, params, "ClockTimerEntry", hours=0, minutes=1, seconds=0)
    hand.tap("Start", "开始", id="fab")


def paused_and_reset(hand: Hand, params: Params) -> None:
    """The reading is lost."""
    gold(hand, params, "ClockStopWatchPausedVerify")
    hand.tap(id="left_button")


def paused_and_started_again(hand: Hand, params: Params) -> None:
    """It runs."""
    gold(hand, params, "ClockStopWatchPausedVerify")
    gold(hand, params, "ClockStopWatchRunning")


NEAR: Mapping[str, Sequence[Near]] = {
    "ClockTimerEntry": (a_minute_more, started, entered_twice),
    "ClockStopWatchRunning": (started_and_paused, a_timer_instead),
    "ClockStopWatchPausedVerify": (paused_and_reset, paused_and_started_again),
}
