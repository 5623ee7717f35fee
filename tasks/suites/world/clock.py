"""Timer and stopwatch.

Where we differ from AndroidWorld. It reads both off English words on the screen. Here the stopwatch is what
the clock has in its database, in whatever app the run ends (a clock without such a database, as on a real
phone, is read off its screen). Its "pause" begins with a stopwatch that was never started and is given to
whoever opens it; here the stopwatch runs when the task begins, or stands at a reading that has to be left,
and must have been looked at. What is typed for a timer that is not started is nowhere but on the screen, so
it is read off the clock in front, in any language, and no timer may have been started.
"""

from collections.abc import Iterable
from random import Random

from agent.evaluation.verdict import Clause
from tasks.facts import read_facts
from tasks.gold.hand import Hand
from tasks.gold.params import Params as Sheet
from tasks.gold.registry import solver_for
from tasks.scene import Scene
from tasks.stage import Stage
from tasks.task import Params, Template

FACTS = read_facts(__file__)
APP = "com.google.android.deskclock"
_DATABASE = f"{APP}/clock.db"
_RESET, _RUNNING, _PAUSED = 0, 1, 2
_STATES = {_RESET: "was never started", _RUNNING: "runs", _PAUSED: "stands"}
_PAUSE = ("Pause", "暂停")
_RAN = 7.0
"""Seconds that the stopwatch runs before the task begins."""


# -- drawing -------------------------------------------------------------------------------------------
def _timer(random: Random) -> Params:
    """Seconds at the least, so that something has to be typed."""
    return {
        "hours": random.randint(0, 23),
        "minutes": random.randint(0, 59),
        "seconds": random.randint(1, 59),
    }


def _began(random: Random) -> Params:
    return {"running": random.random() < 0.5}


# -- before --------------------------------------------------------------------------------------------
def _fresh(stage: Stage, _params: Params) -> None:
    stage.clear_app(APP)


def _with_stopwatch(stage: Stage, params: Params) -> None:
    """The stopwatch was started by hand, as there is no other way to on a real phone; and paused, or not."""
    stage.clear_app(APP)
    hand = Hand(stage.device)
    solver_for("ClockStopWatchRunning")(hand, Sheet({}))
    stage.wait(_RAN)
    if not params["running"]:
        solver_for("ClockStopWatchPausedVerify")(hand, Sheet({}))


# -- after ---------------------------------------------------------------------------------------------
def _entered(scene: Scene, params: Params) -> Iterable[Clause]:
    parts = [int(str(params[name])) for name in ("hours", "minutes", "seconds")]
    shown = _on_screen(scene, "timer_setup_time")
    yield Clause(
        demand="the timer in front is set to " + ":".join(f"{part:02d}" for part in parts),
        ok="".join(filter(str.isdigit, shown)) == "".join(f"{part:02d}" for part in parts),
        evidence=f"it shows {shown}" if shown else "no timer that is being set is in front",
    )
    yield scene.untouched("no timer is started", f"row {_DATABASE}/timers")


def _runs(scene: Scene, _params: Params) -> Iterable[Clause]:
    yield _stopwatch(scene, _RUNNING)


def _stands(scene: Scene, params: Params) -> Iterable[Clause]:
    yield _stopwatch(scene, _PAUSED)
    yield scene.looked("the stopwatch was looked at", APP)
    if not params["running"]:
        yield scene.untouched("its reading is what it was", f"row {_DATABASE}/stopwatch")


def _stopwatch(scene: Scene, wanted: int) -> Clause:
    rows = scene.rows(_DATABASE, "SELECT state FROM stopwatch")
    state = int(str(rows[0][0])) if rows else _watch_in_front(scene)
    evidence = f"the stopwatch {_STATES[state]}" + ("" if rows else ", by what is on the screen")
    return Clause(demand=f"the stopwatch {_STATES[wanted]}", ok=state == wanted, evidence=evidence)


def _watch_in_front(scene: Scene) -> int:
    """What the stopwatch does, by its button."""
    if not _on_screen(scene, "stopwatch_time_text"):
        return _RESET
    if _on_screen(scene, "fab") in _PAUSE:
        return _RUNNING
    return _PAUSED if _on_screen(scene, "left_button") else _RESET


def _on_screen(scene: Scene, name: str) -> str:
    """What an element of the clock in front says; "" where there is none."""
    seen = scene.device.observe(screenshot=False)
    if seen.package != APP:
        return ""
    found = (one.label for one in seen.elements if one.resource_id.rpartition("/")[2] == name)
    return next(found, "")


TEMPLATES = (
    Template(FACTS["ClockTimerEntry"], _entered, _timer, _fresh),
    Template(FACTS["ClockStopWatchRunning"], _runs, prepare=_fresh),
    Template(FACTS["ClockStopWatchPausedVerify"], _stands, _began, _with_stopwatch),
)
