"""Keeps the times of the timetable: each goal that is due runs in a process of its own."""

import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from datetime import datetime
from pathlib import Path

from pydantic import JsonValue

from agent.routine.localzone import local_zone
from agent.routine.timetable import INSTALL, ScheduledGoal, Timetable, trigger_of
from device.atomicfile import write_whole
from device.error import ConfigError, DeviceBusy
from device.link.lease import Lease, holder
from ui.app import state_folder

LATE = 3600
"""Seconds by which something missed is still made up for."""
_AGAIN = 30
"""Seconds between two looks at the timetable."""
_LEASE = "schedule"
_START = "from ui.cli import main; main()"


class Keeper:
    """Keeps one timetable; one at a time on a computer."""

    def __init__(self, timetable: Timetable, tell: Callable[[str], None]) -> None:
        """Raises ConfigError without the extra, DeviceBusy where another one keeps it."""
        try:
            from apscheduler.schedulers.blocking import BlockingScheduler
        except ImportError as error:
            raise ConfigError("routines by the clock need an extra", INSTALL) from error
        self._timetable = timetable
        self._tell = tell
        self._zone = local_zone()
        self._lease = _sole_lease()
        self._kept_until = _kept_until()
        self._known: dict[str, ScheduledGoal] = {}
        self._scheduler = BlockingScheduler(
            timezone=self._zone,
            job_defaults={"coalesce": True, "max_instances": 1, "misfire_grace_time": LATE},
        )

    def keep(self) -> None:
        """Until Ctrl-C."""
        self.look()
        self._scheduler.add_job(self.look, "interval", seconds=_AGAIN, id="timetable")
        count = len(self._known)
        self._tell(f"keeping {count} time{'' if count == 1 else 's'}; Ctrl-C ends it")
        try:
            self._scheduler.start()
        finally:
            self._lease.release()

    def look(self) -> None:
        """Take up what was added to the timetable, and drop what was removed."""
        wanted = {one.id: one for one in self._timetable.all()}
        for number in [number for number, one in self._known.items() if wanted.get(number) != one]:
            self._scheduler.remove_job(number)
            del self._known[number]
        for number, one in wanted.items():
            if number not in self._known:
                self._take_up(one)
                self._known[number] = one
        self._keep_up()

    def _take_up(self, one: ScheduledGoal) -> None:
        """From when it was added, or a keeper last looked: what came between is made up for at once."""
        now = time.time()
        since = max(max(one.added_at, self._kept_until) or now, now - LATE)
        trigger = trigger_of(one.cron)
        first = trigger.get_next_fire_time(None, datetime.fromtimestamp(since, self._zone))
        self._scheduler.add_job(self._do, trigger, args=[one], id=one.id, name=one.goal, next_run_time=first)
        if first is not None and first.timestamp() <= now:
            self._say(one, f"missed at {first:%H:%M}, made up for:")

    def _keep_up(self) -> None:
        """Write down that the times were kept until now, for the next keeper."""
        self._kept_until = time.time()
        with suppress(OSError):  # a full disk: then the next one makes up for nothing
            write_whole(_mark(), f"{self._kept_until}".encode())

    def _do(self, one: ScheduledGoal) -> None:
        self._keep_up()
        self._say(one, "begins")
        code = subprocess.run(line_of(one), stdin=subprocess.DEVNULL, check=False).returncode  # noqa: S603 - ours
        self._say(one, _ENDS.get(code, f"ended with {code}"))

    def _say(self, one: ScheduledGoal, what: str) -> None:
        phone = one.flags.get("device")
        on = f"  on {phone}" if phone else ""
        self._tell(f"{datetime.now():%H:%M}  {one.id:>3}  {what:<8} {one.goal}{on}")


def _mark() -> Path:
    return state_folder() / "schedule-kept"


def _kept_until() -> float:
    """When the keeper before this one last looked, in seconds since the epoch; 0 where there was none."""
    try:
        return float(_mark().read_text("utf-8"))
    except (OSError, ValueError):
        return 0.0


def _sole_lease() -> Lease:
    """What only one keeper of this computer has. Raises DeviceBusy naming the one that has it."""
    folder = state_folder() / "lease"
    try:
        return Lease.acquire(_LEASE, folder, "agent schedule run")
    except DeviceBusy as error:
        raise DeviceBusy(
            f"the timetable is kept already by {holder(_LEASE, folder) or 'another keeper'}",
            "What is added counts there too; stop that one to keep the times here",
        ) from error


_ENDS = {0: "reached", 1: "not reached", 2: "wrong usage", 3: "phone or model failed"}


def do_now(timetable: Timetable, number: str) -> int:
    """Do one entry at once; its exit code. Raises ConfigError where there is none of that number."""
    one = next((one for one in timetable.all() if one.id == number), None)
    if one is None:
        raise ConfigError(f"nothing is scheduled as {number}", "See: agent schedule list")
    return subprocess.run(line_of(one), stdin=subprocess.DEVNULL, check=False).returncode  # noqa: S603 - ours


def line_of(one: ScheduledGoal) -> list[str]:
    """The command line that does it."""
    words = ["routine", "run"] if one.routine else ["run"]
    return [sys.executable, "-P", "-c", _START, *words, *_options(one.flags), "--", one.goal]


def _options(flags: Mapping[str, JsonValue]) -> list[str]:
    """As `agent run` takes them."""
    options: list[str] = []
    for name, value in flags.items():
        match name, value:
            case "use_memory", False:
                options.append("--no-memory")
            case "use_memory", _:
                continue
            case "allow", list(classes):
                options.append(f"--yes={','.join(map(str, classes))}")
            case "apps", list(apps):
                options.append(f"--app={','.join(map(str, apps))}")
            case "private_apps", list(apps):
                options.append(f"--private-apps={','.join(map(str, apps))}")
            case "roles", dict(roles):
                options += [f"--role-model={role}={_model(own)}" for role, own in roles.items()]
            case _:
                options.append(f"--{name.replace('_', '-')}={value}")
    return options


def _model(own: JsonValue) -> str:
    return str(own.get("model", "")) if isinstance(own, dict) else ""
