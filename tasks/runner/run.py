"""A run on this machine: begun, carried out, and gone on with."""

import json
import re
import time
from collections.abc import Callable
from contextlib import closing
from itertools import chain, count
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from agent.settings import Settings
from device.error import ConfigError
from tasks.executor.executor import Executor
from tasks.executor.local import LocalExecutor
from tasks.ledger.ledger import Ledger
from tasks.ledger.record import Outcome, Plan
from tasks.runner.plan import code_files, make_plan
from tasks.runner.runner import RunLimits, Runner, RunProgress
from tasks.runner.spec import RunSpec

_SPEC, _CODE = "start.json", "code.json"
_NAMED = 4
"""Files of the code that are told by name."""
files_adapter = TypeAdapter(dict[str, str])
_NAME = re.compile(r"\w[\w.-]{0,99}")


def run_name(suite: str, agent: str, out: Path, now: float) -> str:
    """A name that sorts by time; never one of a folder in `out`, where another began in the same second."""
    what = re.sub(r"[^\w.-]+", "-", f"{suite}-{agent}")
    first = f"{time.strftime('%Y%m%d-%H%M%S', time.localtime(now))}-{what}"
    names = chain([first], (f"{first}-{number}" for number in count(2)))
    return next(name for name in names if not (out / name).exists())


def begin(spec: RunSpec, ledger: Ledger) -> Plan:
    """Plan a run and enter it. Raises ConfigError where its name is taken, or is none for a folder."""
    if not _NAME.fullmatch(spec.name):
        raise ConfigError(
            f"--name: {spec.name!r} is no name for a run", "Letters, digits, dots and dashes make one"
        )
    plan = make_plan(spec)
    ledger.begin(spec.name, plan, spec.command)
    try:
        spec.folder.mkdir(parents=True, exist_ok=True)
        (spec.folder / _SPEC).write_text(_without_keys(spec).model_dump_json(indent=1), "utf-8")
        (spec.folder / _CODE).write_text(json.dumps(code_files(), indent=0), "utf-8")
    except OSError as error:
        raise ConfigError(f"cannot record the run in {spec.folder}: {error.strerror}") from error
    return plan


def find_spec(folder: Path, settings: Settings) -> RunSpec:
    """How the run of a folder was begun; keys are those of the settings at hand.

    Raises ConfigError where no run was begun there.
    """
    try:
        spec = RunSpec.model_validate_json((folder / _SPEC).read_bytes())
    except FileNotFoundError as error:
        raise ConfigError(f"{folder} holds no run", "Give the --out it was begun with") from error
    except (OSError, ValidationError) as error:
        raise ConfigError(f"the run in {folder} can't be read: {error}") from error
    return spec.model_copy(update={"settings": spec.settings.with_keys_of(settings)})


def check_same(spec: RunSpec, plan: Plan) -> None:
    """Raises ConfigError when what would be tried now is not what was planned."""
    now = make_plan(spec)
    if now.digest != plan.digest:
        told = {"code": _code_changed(spec), "episodes": "the tasks, or their seeds"}
        raise ConfigError(
            f"the run {spec.name} can't be gone on with, because since it began there have changed: "
            f"{', '.join(told.get(each, each) for each in plan.told_apart(now))}",
            "Its numbers would be of two kinds; begin another run",
        )


def _code_changed(spec: RunSpec) -> str:
    """Which files of our own code are others than when the run began, as far as its folder tells."""
    try:
        before = files_adapter.validate_json((spec.folder / _CODE).read_bytes())
    except (OSError, ValidationError):
        return "Tapwright's own code"
    now = code_files()
    changed = sorted(name for name in {**before, **now} if before.get(name) != now.get(name))
    more = f" and {len(changed) - _NAMED} more" if changed[_NAMED:] else ""
    return f"Tapwright's own code ({', '.join(changed[:_NAMED])}{more})"


def go(
    spec: RunSpec, plan: Plan, ledger: Ledger, tell: Callable[[RunProgress], None], *, again: bool = False
) -> dict[int, Outcome]:
    """Try what has no last word yet, and with `again` what broke down; all outcomes there are then.

    Raises DeviceError when no phone is left, and ConfigError when another process is at this run.
    """
    with ledger.held(spec.name), closing(_executor(spec)) as executor:
        limits = RunLimits(max_cost=spec.max_cost)
        return Runner(spec.name, plan, ledger, executor, limits, tell, again, spec.command).go()


def _executor(spec: RunSpec) -> Executor:
    if spec.executor == "ray":
        from tasks.executor.cluster import RayExecutor  # noqa: PLC0415 - a fleet's alone

        return RayExecutor(spec)
    return LocalExecutor(spec)


def _without_keys(spec: RunSpec) -> RunSpec:
    return spec.model_copy(update={"settings": spec.settings.without_keys()})
