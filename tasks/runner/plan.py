"""What a run will try, and what makes its numbers its own."""

import hashlib
import platform
from collections.abc import Iterable, Sequence
from functools import cache
from importlib import import_module
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path

from agent.settings import Settings
from device.error import ConfigError
from tasks.entrant.agent import AgentEntrant
from tasks.ledger.record import Plan, Planned
from tasks.runner.job import EntrantKind
from tasks.runner.slot import NO_WEATHER, Berth
from tasks.suite import Suite, find_suite

_PACKAGES = ("agent", "device", "grounding", "models", "tasks")
_KINDS = {".py", ".md", ".toml", ".json", ".onnx"}
_EXTRAS = {"av": "media"}
"""Extras by the module that they bring."""
_NAMED = 3
_LIBRARIES = ("tapwright", "langgraph", "openai", "pydantic", "pillow", "numpy", "onnxruntime")


def make_plan(
    suite: str,
    entrant: EntrantKind,
    settings: Settings,
    berth: Berth,
    *,
    seed: int = 30,
    repetitions: int = 1,
    names: Sequence[str] = (),
) -> Plan:
    """The plan of a run; a task that is named twice is tried as one.

    Raises ConfigError for no suite, no task, what is not installed and what the phone cannot be used for.
    """
    found = find_suite(suite)
    names = tuple(dict.fromkeys(names))
    see_needs(found, names)
    counts: dict[str, int] = {}
    episodes = []
    for number, task in enumerate(found.tasks(seed, repetitions, names)):
        if task.weather and berth.serial:
            raise ConfigError(*NO_WEATHER)
        repetition = counts.setdefault(task.name, 0)
        counts[task.name] += 1
        episodes.append(
            Planned(
                number=number,
                task=task.name,
                repetition=repetition,
                seed=task.seed,
                params=dict(task.params),
                goal=task.goal,
            )
        )
    return Plan(
        suite=suite,
        entrant=_identity(entrant, settings),
        phone=_phone(berth),
        limits={"timeout": str(settings.timeout), "max_cost": str(settings.max_cost)},
        code=code_hash(),
        versions=_versions(found),
        episodes=tuple(episodes),
    )


def see_needs(suite: Suite, names: Iterable[str] = ()) -> None:
    """Raises ConfigError where what tasks of a suite (those of these names, or all) need is not installed."""
    wanted = tuple(names)
    lacking = {
        name: needs
        for name in wanted or suite.templates
        if (needs := suite.named(name).needs) and find_spec(needs) is None
    }
    if lacking:
        some = ", ".join(list(lacking)[:_NAMED]) + (" and others" if len(lacking) > _NAMED else "")
        modules = sorted(set(lacking.values()))
        extras = ",".join(sorted({_EXTRAS[module] for module in modules}))
        raise ConfigError(
            f"{some} {'need' if len(lacking) > 1 else 'needs'} {', '.join(modules)}, which is not installed",
            f"Install it: pip install 'tapwright[{extras}]'; or name other tasks with --task",
        )


def _versions(suite: Suite) -> dict[str, str]:
    known = {"python": platform.python_version(), **{name: version(name) for name in _LIBRARIES}}
    return {**known, suite.name: suite.version} if suite.version else known


def _identity(entrant: EntrantKind, settings: Settings) -> dict[str, str]:
    return AgentEntrant(settings).identity if entrant == "agent" else {"entrant": entrant}


def _phone(berth: Berth) -> dict[str, str]:
    """A real phone is not named: the next run may have another of its kind."""
    if berth.serial:
        return {"kind": "adb"}
    told = berth.model_dump(mode="json", include={"seed", "locale", "weather", "sample"})
    return {"kind": "embedded", **{name: str(value) for name, value in told.items()}}


@cache
def code_hash() -> str:
    """Changes whenever our own code, prompts or weights do."""
    digest = hashlib.sha256()
    for name in _PACKAGES:
        folder = Path(str(import_module(name).__file__)).parent
        for path in sorted(folder.rglob("*")):
            if path.suffix in _KINDS and "__pycache__" not in path.parts:
                digest.update(f"{name}/{path.relative_to(folder).as_posix()}\0".encode() + path.read_bytes())
    return digest.hexdigest()[:16]
