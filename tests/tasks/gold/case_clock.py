"""Timer and stopwatch."""

from collections.abc import Callable

from device.phone.phone import Phone
from device.phone.system.intent import Intent
from tests.tasks.gold.case import Case, nothing

PACKAGE = "com.google.android.deskclock"


def _ids(phone: Phone) -> dict[str, str]:
    """What is written on the elements in front, by their ids."""
    return {
        element.resource_id.rpartition("/")[2]: element.text or element.content_description
        for element in phone.frame().elements()
    }


def _says(phone: Phone) -> set[str]:
    """All that is written or described in front."""
    return {said for one in phone.frame().elements() for said in (one.text, one.content_description)}


def _in_english(phone: Phone, *words: str) -> bool:
    """Whether these words are there to read, as a benchmark wants them, where the phone speaks English."""
    return phone.locale != "en-US" or _says(phone).issuperset(words)


def _entered(hours: int, minutes: int, seconds: int) -> Callable[[Phone, str], bool]:
    """Whether the timer's digits are these, and no timer runs."""
    digits = f"{hours:02d}{minutes:02d}{seconds:02d}"

    def done(phone: Phone, _answer: str) -> bool:
        shown = _ids(phone).get("timer_setup_time", "")
        return (
            phone.front.package == PACKAGE
            and "".join(filter(str.isdigit, shown)) == digits
            and _in_english(phone, f"{hours:02d}h {minutes:02d}m {seconds:02d}s")
        )

    return done


def _runs(phone: Phone, _answer: str) -> bool:
    return (
        phone.front.package == PACKAGE
        and "right_button" in _ids(phone)
        and _in_english(phone, "Pause", "Lap")
        and _moves(phone)
    )


def _stands(phone: Phone, _answer: str) -> bool:
    return (
        phone.front.package == PACKAGE
        and "stopwatch_circle" in _ids(phone)
        and _in_english(phone, "Start", "Stopwatch")
        and not _moves(phone)
    )


def _moves(phone: Phone) -> bool:
    before = _ids(phone)["stopwatch_time_text"]
    phone.shell("sleep 3")
    return _ids(phone)["stopwatch_time_text"] != before


def _with_digits(phone: Phone) -> None:
    """Somebody left digits in the timer."""
    phone.start(Intent(package=PACKAGE))
    _touch(phone, "tab_menu_timer")
    _touch(phone, "timer_setup_digit_7")


def _running(phone: Phone) -> None:
    phone.start(Intent(package=PACKAGE))
    _touch(phone, "tab_menu_stopwatch")
    _touch(phone, "fab")


def _touch(phone: Phone, name: str) -> None:
    element = next(e for e in phone.frame().elements() if e.resource_id.endswith(f"/{name}"))
    phone.touch.tap(element.bounds.center.x, element.bounds.center.y)


def timer(
    hours: int, minutes: int, seconds: int, name: str = "", before: Callable[[Phone], None] = nothing
) -> Case:
    """A timer to make ready."""
    values = {"hours": hours, "minutes": minutes, "seconds": seconds}
    return Case("ClockTimerEntry", _entered(hours, minutes, seconds), values, name=name, before=before)


CASES = (
    timer(1, 15, 30, "full"),
    timer(0, 0, 9, "short"),
    timer(23, 0, 0, "round", before=_with_digits),
    timer(0, 0, 0, "nothing", before=_with_digits),
    Case("ClockStopWatchRunning", _runs),
    Case("ClockStopWatchRunning", _runs, before=_running, name="already"),
    Case("ClockStopWatchPausedVerify", _stands),
    Case("ClockStopWatchPausedVerify", _stands, before=_running, name="running"),
)
