"""One goal on several phones at the same time: each phone its own run, record and verdict."""

import threading
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from agent.build import Agent
from agent.run.event import Ended, Noticed, Question, StepDone
from agent.run.journal import run_folder
from agent.run.run import Run
from agent.settings import Settings
from device.client import Device
from device.error import ConfigError, NoDevice, ToldToPerson
from device.link.discovery import lease_name, open_transport, reachable
from device.link.identity import identify
from device.link.running import Registry
from ui.app import phones_folder
from ui.connect import hold_phone, phones_at_hand
from ui.live import exit_code, fields_of
from ui.terminal import say, say_json
from ui.words import clean, mark, what

ALL = "all"


@dataclass(frozen=True)
class Outcome:
    """How it went on one phone."""

    serial: str
    ended: Ended | None
    """None where the phone could not be had."""
    error: str = ""
    code: int = 0


def phones_named(text: str, settings: Settings) -> tuple[str, ...]:
    """Serials parted by commas, or all that are at hand: of one that can't be used it is told why.

    Raises ConfigError or NoDevice.
    """
    named = [part.strip() for part in text.split(",") if part.strip()]
    if not named:
        raise ConfigError("--devices names nothing", "Write serials parted by commas, or all")
    if named == [ALL]:
        phones, _ = phones_at_hand(settings)
        named = [phone.serial for phone in reachable(phones)[0]]
        if not named:
            raise NoDevice("no phone is at hand", "See: agent devices")
        return tuple(name for name, first in _firsts(named, settings).items() if name == first)
    twice = sorted({name for name in named if named.count(name) > 1})
    if twice:
        raise ConfigError(f"--devices names {twice[0]} twice")
    for name, first in _firsts(named, settings).items():
        if name != first:
            raise ConfigError(f"--devices names one phone twice: {first} is {name}")
    return tuple(named)


def _firsts(serials: Sequence[str], settings: Settings) -> dict[str, str]:
    """For each the first that is the same phone (mostly itself), by its maker's number or else its name."""

    def known_as(serial: str) -> str:
        try:
            with closing(open_transport(serial, settings.adb_server, Registry(phones_folder()))) as transport:
                return identify(transport) or lease_name(serial)
        except ToldToPerson:  # its run tells why
            return lease_name(serial)

    with ThreadPoolExecutor(len(serials), thread_name_prefix="tapwright-fleet") as pool:
        names = dict(zip(serials, pool.map(known_as, serials), strict=True))
    return {serial: next(one for one in serials if names[one] == own) for serial, own in names.items()}


class Fleet:
    """Runs one goal everywhere. Nobody is asked: what needs a person's word is refused, unless allowed."""

    def __init__(
        self, goal: str, settings: Settings, prepare: Callable[[Settings], Callable[[Device], Agent]]
    ) -> None:
        """`prepare` is called anew for each phone, so that the runs share nothing."""
        self._goal = goal
        self._settings = settings
        self._prepare = prepare
        self._runs: list[Run] = []
        self._stopped = False
        self._lock = threading.Lock()

    def go(self, serials: Sequence[str], tell: Callable[[str, str], None]) -> list[Outcome]:
        """Work on all at once; the outcomes in the order of the serials. Ctrl-C stops every run."""
        with ThreadPoolExecutor(len(serials), thread_name_prefix="tapwright-fleet") as pool:
            waiting = [pool.submit(self._one, serial, tell) for serial in serials]
            try:
                return [one.result() for one in waiting]
            except KeyboardInterrupt:
                self._stop()
                return [one.result() for one in waiting]

    def _stop(self) -> None:
        with self._lock:
            self._stopped = True
            for run in self._runs:
                run.stop()

    def _one(self, serial: str, tell: Callable[[str, str], None]) -> Outcome:
        try:
            settings = self._settings.model_copy(update={"device": serial, "out": self._folder(serial)})
            with hold_phone(settings) as held:
                agent = self._prepare(settings)(held.device)
                run = agent.run(self._goal, embedded=held.embedded)
                run.keep_changes(held.changed)
                with self._lock:
                    self._runs.append(run)
                    if self._stopped:
                        run.stop()
                ended = _followed(run, lambda line: tell(serial, line))
        except ToldToPerson as error:
            tell(serial, f"error: {error}")
            return Outcome(serial, None, str(error), error.exit_code)
        tell(serial, f"{ended.status}{', verified' if ended.verified else ''}: {clean(ended.reason, 200)}")
        return Outcome(serial, ended, code=exit_code(ended, accept_unverified=settings.accept_unverified))

    def _folder(self, serial: str) -> Path:
        return run_folder(self._settings.runs, f"{self._goal[:24]} {serial}", time.time())


def _followed(run: Run, tell: Callable[[str], None]) -> Ended:
    run.at_once(lambda event: tell(clean(event.text, 400)) if isinstance(event, Noticed) else None)
    for event in run:
        if isinstance(event, StepDone):
            step = event.step
            tell(f"{step.index:>3} {mark(step)[0]} {what(step)}  {step.seconds.total:.1f} s")
        elif isinstance(event, Question):
            tell(f"asks, and nobody is there: {clean(event.text)}")
            run.answer("")
    assert run.ended is not None
    return run.ended


def tell_summary(outcomes: Sequence[Outcome], *, as_json: bool) -> int:
    """Print what became of each; 0 when all reached it, else the worst exit code."""
    if as_json:
        say_json({"runs": [_row(one) for one in outcomes]})
    else:
        width = max(len(one.serial) for one in outcomes)
        for one in outcomes:
            say(f"{one.serial:<{width}}  {_line(one)}")
        reached = sum(one.code == 0 for one in outcomes)
        say(f"{reached} of {len(outcomes)} phones reached it")
    return max(one.code for one in outcomes)


def _line(one: Outcome) -> str:
    ended = one.ended
    if ended is None:
        return f"error: {clean(one.error, 200)}"
    seen = ", verified" if ended.verified else ""
    return f"{ended.status}{seen} · {ended.steps} steps · {ended.seconds:.1f} s · {ended.folder or '-'}"


def _row(one: Outcome) -> dict[str, object]:
    ended = one.ended
    if ended is None:
        return {"device": one.serial, "status": "error", "error": one.error}
    return {"device": one.serial, **fields_of(ended)}
