"""What a run will try, and what makes its numbers its own."""

import hashlib
import json
import platform
from collections import Counter
from collections.abc import Iterable
from functools import cache
from importlib import import_module
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from agent.settings import Settings
from device.error import ConfigError
from tasks.agent.adapter import adapted, adapters
from tasks.agent.choice import agent_named
from tasks.agent.code import GOLD
from tasks.agent.endpoint import endpoint_of
from tasks.agent.plugin import own_identity
from tasks.agent.preset import PresetAgent
from tasks.agent.program import COMMAND, ProgramAgent
from tasks.ledger.record import Episode, Plan
from tasks.plugin import files_of, is_own, source_of
from tasks.runner.need import see_needs, see_solved
from tasks.runner.phone import NO_WEATHER, PhoneSpec
from tasks.runner.spec import AgentName, RunSpec
from tasks.suite import Suite, find_suite

_PACKAGES = ("agent", "device", "grounding", "models", "tasks")
_LIBRARIES = (
    "tapwright", "langgraph", "openai", "pydantic", "pillow", "numpy", "onnxruntime", "adbutils", "av",
    "rapidocr",
)  # fmt: skip
_ABSENT = "absent"


def make_plan(spec: RunSpec) -> Plan:
    """The plan of a run; a task that is named twice is tried as one.

    Raises ConfigError for no suite, no task, what is not installed and what the phone cannot be used for.
    """
    found, phone = find_suite(spec.suite), spec.phones[0]
    names = tuple(dict.fromkeys(spec.tasks))
    if spec.agent == "gold":
        see_solved(found, names)
    see_needs(found, names, spec.agent)
    counts: Counter[str] = Counter()
    episodes = []
    for number, task in enumerate(found.tasks(spec.seed, spec.repetitions, names, spec.repeats)):
        if task.weather and phone.serial:
            raise ConfigError(*NO_WEATHER)
        episodes.append(
            Episode(
                number=number,
                task=task.name,
                repetition=counts[task.name],
                seed=task.seed,
                params=dict(task.params),
                goal=task.goal,
            )
        )
        counts[task.name] += 1
    return Plan(
        suite=spec.suite,
        entrant=_identity(spec.agent, spec.settings),
        phone=_phone(phone),
        limits={
            "timeout": str(spec.settings.timeout),
            "max_cost": str(spec.settings.max_cost),
            "rules": spec.ways.name,
        },
        code=code_hash(),
        versions=_versions(found, spec.suite),
        episodes=tuple(episodes),
    )


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return _ABSENT


def _versions(suite: Suite, name: str) -> dict[str, str]:
    known = {"python": platform.python_version(), **{name: _version(name) for name in _LIBRARIES}}
    if is_own(name):
        return {**known, name: hashed(source_of(name))}
    return {**known, suite.name: suite.version} if suite.version else known


def _identity(agent: AgentName, settings: Settings) -> dict[str, str]:
    if agent == "agent":
        return PresetAgent(settings).identity
    if is_own(agent):
        return own_identity(agent, settings, hashed(source_of(agent)))
    if agent in adapters():
        return adapted(agent, None, endpoint_of(settings)).identity
    if agent.startswith(COMMAND):
        return ProgramAgent.named(agent, None, endpoint_of(settings)).identity
    return agent_named(agent, settings).identity if agent == GOLD.name else {"entrant": agent}


def _phone(phone: PhoneSpec) -> dict[str, str]:
    """A real phone is not named: the next run may have another of its kind."""
    if phone.serial:
        return {"kind": "adb"}
    told = phone.model_dump(mode="json", include={"seed", "locale", "weather", "sample", "way", "android"})
    if phone.android == PhoneSpec.model_fields["android"].default:
        del told["android"]  # plans of old have none
    return {"kind": "embedded", **{name: str(value) for name, value in told.items()}}


@cache
def code_hash() -> str:
    """Changes whenever our own code, prompts or weights do."""
    return hashlib.sha256(json.dumps(code_files()).encode()).hexdigest()[:16]


@cache
def code_files() -> dict[str, str]:
    """A hash of each file of our own code, by its name: tells which of them made the code another."""
    folders = {name: Path(str(import_module(name).__file__)).parent for name in _PACKAGES}
    return {
        file: hashed([(file, path)])
        for name, folder in folders.items()
        for file, path in files_of(name, folder)
    }


def hashed(files: Iterable[tuple[str, Path]]) -> str:
    """Of files by their names."""
    digest = hashlib.sha256()
    for name, path in files:
        digest.update(f"{name}\0".encode() + path.read_bytes())
    return digest.hexdigest()[:16]
