"""Processor seconds until an agent holds a phone, against an older commit.

Claims: `agent --help` under 0.5 s; `from agent import Agent` with `Agent.on(SERIAL)` at most a third of what
it took before the code was sorted into rooms; an agent on a real phone loads nothing of the embedded one, and
nothing of the offline brain before a goal wants that. LangGraph and openai are imported beforehand, and
subtracted on both sides. The phone is served by this process over TCP, which counts as a real phone. Every
figure is the least of fresh processes that take turns. What a first decision takes, for which the rest is
loaded, is printed beside it without a claim.
"""

import argparse
import json
import os
import resource
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from device.phone.phone import Phone
from device.phone.server.host import PhoneServer

ROOT = Path(__file__).parents[1]
BEFORE = "38777e4"
MOST = 1 / 3
HELP_SECONDS = 0.5
_LIBRARIES = """
import langchain_core.runnables, langgraph.checkpoint.sqlite, langgraph.graph.state, langgraph.runtime
import langgraph.types, openai, openai.types.chat
"""
_IMPORT = "from agent import Agent"
_HOLD = """
from agent import Settings

settings = Settings(model={model!r}, adb_port={port})
with Agent.on({serial!r}, settings) as agent:
    {then}
"""
_DECIDE = 'agent.run("go home", dry=True).finish()'
_COUNT = """
import sys
print(*(sum(name.startswith(room) for name in sys.modules) for room in ("device.phone", "agent.offline")))
"""
_REPLY = {"thought": "it is one press", "actions": [{"action_type": "navigate_home"}]}


@dataclass(frozen=True, slots=True)
class Case:
    """What a fresh process is to do."""

    name: str
    command: Sequence[str]


@dataclass(frozen=True, slots=True)
class Side:
    """A checkout that is measured."""

    name: str
    folder: Path

    def seconds(self, case: Case) -> float:
        """Processor seconds, user and system, of one process and its children."""
        before = _spent()
        self.output(case)
        return _spent() - before

    def output(self, case: Case) -> str:
        """What the process prints. Raises CalledProcessError where it fails."""
        environment = {**os.environ, "PYTHONPATH": str(self.folder)}
        environment.pop("PYTHONDONTWRITEBYTECODE", None)
        done = subprocess.run(
            [sys.executable, *case.command],
            cwd=self.folder,
            env=environment,
            check=True,
            stdout=subprocess.PIPE,
            text=True,
        )
        return done.stdout


def _spent() -> float:
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    return usage.ru_utime + usage.ru_stime


def _closed_port() -> int:
    """A port on which no adb server listens, so that the phone is dialled at once."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def checkout(commit: str) -> Iterator[Side | None]:
    """The project at a commit; None where this repository does not have it."""
    git = ["git", "-C", str(ROOT)]
    known = subprocess.run([*git, "cat-file", "-e", f"{commit}^{{commit}}"], check=False, capture_output=True)
    if known.returncode:
        yield None
        return
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder) / "before"
        subprocess.run([*git, "worktree", "add", "--quiet", "--detach", place, commit], check=True)
        try:
            yield Side(commit, place)
        finally:
            subprocess.run([*git, "worktree", "remove", "--force", place], check=True)


def cases(serial: str, script: Path) -> tuple[Case, ...]:
    """What is measured; the libraries come first, as they are subtracted from what follows."""

    def held(model: str, then: str = "pass") -> str:
        hold = _HOLD.format(model=model, port=_closed_port(), serial=serial, then=then)
        return _LIBRARIES + _IMPORT + hold

    return (
        Case("LangGraph and openai", ("-c", _LIBRARIES)),
        Case("agent --help", ("-c", "from ui.cli import main; main(['--help'])")),
        Case("from agent import Agent", ("-c", _LIBRARIES + _IMPORT)),
        Case("Agent.on, a model named", ("-c", held(f"scripted:{script}"))),
        Case("Agent.on, no model", ("-c", held(""))),
        Case("a first decision", ("-c", held(f"scripted:{script}", _DECIDE))),
    )


def measured(sides: Sequence[Side], todo: Sequence[Case], rounds: int) -> dict[tuple[str, str], float]:
    """The least seconds by side and case; a first round, which compiles, does not count."""
    took: dict[tuple[str, str], list[float]] = {}
    for number in range(rounds + 1):
        for case in todo:
            for side in sides:
                seconds = side.seconds(case)
                if number:
                    took.setdefault((side.name, case.name), []).append(seconds)
    return {key: min(values) for key, values in took.items()}


def compare(sides: Sequence[Side], todo: Sequence[Case], rounds: int) -> bool:
    """Print what each side took, and whether the claims hold."""
    now, *before = sides
    took = measured(sides, todo, rounds)
    libraries, first, *own, _decision = todo
    held = took[now.name, first.name] < HELP_SECONDS
    for case in (libraries, first):
        print(
            f"{case.name:26}",
            *(f"{side.name}: {took[side.name, case.name]:.2f} s" for side in sides),
            sep="  ",
        )
    for case in todo[2:]:
        net = [took[side.name, case.name] - took[side.name, libraries.name] for side in sides]
        told = [f"{side.name}: {seconds:.2f} s" for side, seconds in zip(sides, net, strict=True)]
        if before:
            told.append(f"{net[0] / net[1]:.2f} of it" + (f" (at most {MOST:.2f})" if case in own else ""))
            held = held and (case not in own or net[0] <= MOST * net[1])
        print(f"{case.name:26}", *told, sep="  ")
    return held


def count(sides: Sequence[Side], todo: Sequence[Case]) -> bool:
    """Print how many modules of the embedded phone and of the offline brain are loaded."""
    held = True
    for case in todo[2:]:
        told = Case(case.name, (*case.command[:-1], case.command[-1] + _COUNT))
        for side in sides:
            phone, brain = map(int, side.output(told).split())
            print(f"{case.name:26}  {side.name}: {phone} modules of device.phone, {brain} of agent.offline")
            if side is sides[0]:
                held = held and not phone and not brain
    return held


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument(
        "--before", default=BEFORE, metavar="COMMIT", help=f"what is compared with ({BEFORE})"
    )
    parser.add_argument("--rounds", type=int, default=7, help="measurements of each (7); one more compiles")
    options = parser.parse_args()
    with (
        checkout(options.before) as older,
        PhoneServer([Phone(0)]) as server,
        tempfile.TemporaryDirectory() as folder,
    ):
        script = Path(folder) / "script.json"
        script.write_text(json.dumps([{"role": "decide", "reply": _REPLY}]))
        if older is None:
            print(f"this repository has no commit {options.before}: nothing to compare with")
        sides = [Side("now", ROOT), *([older] if older else [])]
        todo = cases(server.serials[0], script)
        held = compare(sides, todo, options.rounds)
        held = count(sides, todo) and held
    return int(not held)


if __name__ == "__main__":
    sys.exit(main())
