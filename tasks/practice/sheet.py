"""Proposals in a file, and the file as a suite: runner, ledger and figures know them as any other tasks."""

from collections.abc import Iterable
from pathlib import Path

from pydantic import ValidationError

from agent.proposal.proposal import Proposal
from device.atomicfile import write_whole
from device.error import ConfigError
from tasks.practice.setting import template_of
from tasks.suite import PROPOSED, Suite

HELD_OUT = "held-out.jsonl"
"""In the folder of a practice: the tasks it is measured by."""


def write_sheet(path: Path, proposals: Iterable[Proposal]) -> None:
    """A line for each."""
    path.parent.mkdir(parents=True, exist_ok=True)
    write_whole(path, "".join(f"{each.model_dump_json()}\n" for each in proposals).encode())


def read_sheet(path: Path) -> tuple[Proposal, ...]:
    """The proposals of a file. Raises ConfigError where it cannot be read."""
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
        return tuple(Proposal.model_validate_json(line) for line in lines if line.strip())
    except OSError as error:
        raise ConfigError(f"the proposed tasks {path} can't be read: {error.strerror}") from error
    except ValidationError as error:
        raise ConfigError(f"{path} holds no proposed tasks: {error.errors()[0]['msg']}") from error


def suite_name(path: Path) -> str:
    """How a plan calls the suite of a file."""
    return f"{PROPOSED}{path.absolute()}"


def suite_of(path: Path) -> Suite:
    """The tasks of a file, in its order. Raises ConfigError as `read_sheet`."""
    proposals = read_sheet(path)
    return Suite(suite_name(path), {each.name: template_of(each) for each in proposals})
