"""A run on this machine: begun, gone on with, and all that has to be known to do so."""

import re
import shlex
import time
from collections.abc import Callable, Sequence
from contextlib import closing
from itertools import chain, count
from pathlib import Path
from typing import Literal

from pydantic import SecretStr, ValidationError

from agent.run.step import Record
from agent.settings import Settings
from device.error import ConfigError
from tasks.executor.executor import Executor
from tasks.executor.local import LocalExecutor, Patience
from tasks.ledger.connection import file_of, is_server
from tasks.ledger.ledger import Ledger, default_url
from tasks.ledger.record import Outcome, Plan
from tasks.runner.job import Errand
from tasks.runner.plan import make_plan
from tasks.runner.runner import Rules, Runner, Standing
from tasks.runner.slot import Berth
from tasks.suite import SEED

OUT = Path("bench")
"""Where runs lie, unless it is said otherwise."""
_START = "start.json"
_NAME = re.compile(r"\w[\w.-]{0,99}")


class Start(Record):
    """What a run is begun with; kept in its folder, keys left out."""

    errand: Errand
    """What all workers are told; its berth is that of the first."""
    berths: tuple[Berth, ...]
    """A phone for each worker."""
    seed: int = SEED
    repetitions: int = 1
    repeats: int = 1
    """Tries with the same parameters."""
    names: tuple[str, ...] = ()
    max_cost: float | None = None
    """US dollars for the whole run."""
    executor: Literal["local", "ray"] = "local"
    address: str = "local"
    """Of the Ray cluster; `local` begins one of this machine alone."""
    resource: str = ""
    """What a node of the cluster must have one of for each worker; "" = nothing but a processor."""
    step_timeout: float = 600.0
    episode_timeout: float = 3600.0

    @property
    def command(self) -> str:
        """What goes on with the run, from the folder at hand.

        A server's address is not told: it may hold a password.
        """
        errand = self.errand
        out = errand.folder.parent
        words = ["agent", "bench", "resume", errand.run]
        if out != OUT.absolute():
            words += ["--out", str(out)]
        if is_server(errand.ledger):
            words += ["--ledger", "URL"]
        elif file_of(errand.ledger).absolute() != file_of(default_url(out)).absolute():
            words += ["--ledger", str(file_of(errand.ledger))]
        return shlex.join(words)

    def plan(self) -> Plan:
        """What would be tried, as the code stands now. Raises ConfigError for what is no suite or task."""
        errand = self.errand
        return make_plan(
            errand.suite,
            errand.entrant,
            errand.settings,
            errand.berth,
            seed=self.seed,
            repetitions=self.repetitions,
            repeats=self.repeats,
            names=self.names,
        )


def run_name(suite: str, entrant: str, out: Path, now: float) -> str:
    """A name that sorts by time; never one of a folder in `out`, where another began in the same second."""
    what = re.sub(r"[^\w.-]+", "-", f"{suite}-{entrant}")
    first = f"{time.strftime('%Y%m%d-%H%M%S', time.localtime(now))}-{what}"
    names = chain([first], (f"{first}-{number}" for number in count(2)))
    return next(name for name in names if not (out / name).exists())


def begin(start: Start, ledger: Ledger) -> Plan:
    """Plan a run and enter it. Raises ConfigError where its name is taken, or is none for a folder."""
    errand = start.errand
    if not _NAME.fullmatch(errand.run):
        raise ConfigError(
            f"--name: {errand.run!r} is no name for a run", "Letters, digits, dots and dashes make one"
        )
    plan = start.plan()
    ledger.begin(errand.run, plan, start.command)
    try:
        errand.folder.mkdir(parents=True, exist_ok=True)
        (errand.folder / _START).write_text(_without_keys(start).model_dump_json(indent=1), "utf-8")
    except OSError as error:
        raise ConfigError(f"cannot record the run in {errand.folder}: {error.strerror}") from error
    return plan


def find_start(folder: Path, settings: Settings) -> Start:
    """How the run of a folder was begun; keys are those of the settings at hand.

    Raises ConfigError where no run was begun there.
    """
    try:
        start = Start.model_validate_json((folder / _START).read_bytes())
    except FileNotFoundError as error:
        raise ConfigError(f"{folder} holds no run", "Give the --out it was begun with") from error
    except (OSError, ValidationError) as error:
        raise ConfigError(f"the run in {folder} can't be read: {error}") from error
    return _with(start, start.errand.settings.model_copy(update={"api_key": settings.api_key}))


def check_same(start: Start, plan: Plan) -> None:
    """Raises ConfigError when what would be tried now is not what was planned."""
    now = start.plan()
    if now.digest != plan.digest:
        raise ConfigError(
            f"the run {start.errand.run} can't be gone on with: since then there changed "
            f"{', '.join(plan.told_apart(now))}",
            "Its numbers would be of two kinds; begin another run",
        )


def go(
    start: Start, plan: Plan, ledger: Ledger, tell: Callable[[Standing], None], *, again: bool = False
) -> dict[int, Outcome]:
    """Try what has no last word yet, and with `again` what broke down; all outcomes there are then.

    Raises DeviceError when no phone is left.
    """
    errands = [start.errand.model_copy(update={"berth": berth}) for berth in start.berths]
    patience = Patience(step=start.step_timeout, episode=start.episode_timeout)
    with closing(_executor(start, errands, patience)) as executor:
        rules = Rules(max_cost=start.max_cost)
        return Runner(start.errand.run, plan, ledger, executor, rules, tell, again, start.command).go()


def _executor(start: Start, errands: Sequence[Errand], patience: Patience) -> Executor:
    if start.executor == "ray":
        from tasks.executor.cluster import RayExecutor  # noqa: PLC0415 - a fleet's alone

        resources = {start.resource: 1.0} if start.resource else {}
        return RayExecutor(errands, start.address, resources, patience)
    return LocalExecutor(errands, patience)


def _without_keys(start: Start) -> Start:
    settings = start.errand.settings
    none = SecretStr("")
    roles = {name: own.model_copy(update={"api_key": none}) for name, own in settings.roles.items()}
    return _with(start, settings.model_copy(update={"api_key": none, "roles": roles}))


def _with(start: Start, settings: Settings) -> Start:
    return start.model_copy(update={"errand": start.errand.model_copy(update={"settings": settings})})
