"""The runs of a folder, listed and searched, also where there are thousands.

Of each run only its manifest and the end of its record are read.
"""

import json
import os
import re
import shutil
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from pydantic import JsonValue, TypeAdapter, ValidationError

from device.atomicfile import write_whole
from device.error import ConfigError
from models.reply import Usage

_USAGES = TypeAdapter(dict[str, Usage])
_TITLE = "title"
"""The file of a run's folder that holds the name which the person gave it."""
_LONGEST_TITLE = 200
_TAIL = 16_384
"""Bytes at the end of a record in which its last rows are looked for."""


_SHOT = re.compile(rb'"shot": "(shots/[0-9a-f]+\.png)"')
_STEP = re.compile(rb'\{"row": "(?:intent|result)", "at": [\d.]+, "step": (\d+)')


@dataclass(frozen=True, slots=True)
class PastRun:
    """One run, as a list tells it."""

    name: str
    """Its folder's name, which finds it again."""
    folder: Path
    title: str
    """What it is called: the name that the person gave it, else its goal with what that refers to put in."""
    goal: str
    """In the person's words."""
    said: tuple[str, ...]
    """What they added or corrected while it went on."""
    started_at: float
    """Seconds since the epoch."""
    status: str
    """How it ended; "" where it has not."""
    verified: bool
    steps: int
    shot: str
    """The screen of its latest step, in its folder; "" where none is told."""
    seconds: float
    answer: str
    reason: str
    """What proves it, or why it ended."""
    phone: str
    brain: str
    preset: str
    usage: Usage
    """Of all its models."""
    replays: str
    """The run whose steps it did again; "" for none."""

    @property
    def words(self) -> str:
        """All that a search goes by, in one form."""
        texts = (
            self.name, self.title, self.goal, *self.said, self.answer, self.reason,
            self.status or "not ended", self.phone, self.brain,
        )  # fmt: skip
        return folded(" ".join(texts))


def past_runs(runs: Path, query: str = "", most: int | None = None) -> tuple[PastRun, ...]:
    """The runs that have all words of the query, the latest first, at most so many."""
    wanted = folded(query).split()
    found = (run for run in _all(runs) if all(word in run.words for word in wanted))
    return tuple(islice(found, most))


def folded(text: str) -> str:
    """Without case, and in one form of writing."""
    return unicodedata.normalize("NFKC", text).casefold()


def find_run(runs: Path, name: str) -> Path:
    """The folder of the run of exactly that name; no text leads out of `runs`. Raises ConfigError."""
    folder = runs / name
    inside = bool(name) and Path(name).name == name and name not in (".", "..") and "\0" not in name
    if not inside or folder.is_symlink() or not (folder / "manifest.json").is_file():
        raise ConfigError(f"there is no run {name!r}")
    return folder


def rename(folder: Path, title: str) -> None:
    """Call a run so; "" calls it by its goal again."""
    line = " ".join(title.split())[:_LONGEST_TITLE]
    write_whole(folder / _TITLE, line.encode())


def delete(folder: Path) -> None:
    """Delete a run, its record and its pictures."""
    shutil.rmtree(folder)


def _named(folder: Path) -> str:
    try:
        return (folder / _TITLE).read_text("utf-8").strip()
    except (OSError, ValueError):
        return ""


def _in_full(manifest: dict[str, JsonValue]) -> str:
    """The goal with what it takes from those before it: "no, 8:45" names what was to be at 8:45."""
    said, earlier = str(manifest.get("said") or ""), manifest.get("earlier")
    rows = earlier if isinstance(earlier, list) else []
    if not said or not rows:
        return str(manifest["goal"])
    from agent.goal.goalreader import goal_reader
    from agent.language.standing import followed

    reader = goal_reader()
    goals = [reader.typed(str(each.get("goal", ""))) for each in rows if isinstance(each, dict)]
    told = followed(said, goals, reader).text
    return told if told != said else str(manifest["goal"])


def read_run(folder: Path) -> PastRun | None:
    """What a list tells of the run in a folder; None where there is none."""
    try:
        manifest = json.loads((folder / "manifest.json").read_bytes())
        lines = _last_lines(folder / "trajectory.jsonl")
        end, said = _end(lines), _said(lines)
    except (OSError, ValueError, RecursionError):
        return None
    if not isinstance(manifest, dict) or not isinstance(manifest.get("goal"), str):
        return None
    return PastRun(
        name=folder.name,
        folder=folder,
        title=_named(folder) or _in_full(manifest),
        goal=str(manifest.get("said") or manifest["goal"]),
        said=said,
        started_at=_number(manifest.get("started_at")),
        status=str(end.get("status", "")),
        verified=end.get("verified") is True,
        steps=next((int(found[1]) for line in reversed(lines) if (found := _STEP.match(line))), 0),
        shot=_latest_shot(lines),
        seconds=_number(_part(end, "seconds").get("total")),
        answer=str(end.get("answer", "")),
        reason=str(end.get("evidence") or end.get("reason") or ""),
        phone="embedded" if manifest.get("embedded") is True else str(manifest.get("device", "")),
        brain=str(manifest.get("brain", "")),
        preset=str(_part(manifest, "preset").get("name", "")),
        usage=_usage(_part(end, "usage")),
        replays=str(manifest.get("replays", "")),
    )


def _all(runs: Path) -> Iterator[PastRun]:
    """Names begin with the time: the latest come first."""
    try:
        with os.scandir(runs) as entries:
            names = sorted((e.name for e in entries if e.is_dir(follow_symlinks=False)), reverse=True)
    except OSError:
        return
    for name in names:
        run = read_run(runs / name)
        if run is not None:
            yield run


def _last_lines(path: Path) -> list[bytes]:
    """The last rows of a record, those that are whole."""
    with path.open("rb") as file:
        size = file.seek(0, os.SEEK_END)
        file.seek(max(0, size - _TAIL))
        return file.read().split(b"\n")[:-1]


def _end(lines: list[bytes]) -> dict[str, JsonValue]:
    """The row that ends a record, empty where none does."""
    last = json.loads(lines[-1]) if lines and lines[-1].startswith(b'{"row": "end"') else {}
    return last if isinstance(last, dict) else {}


def _latest_shot(lines: list[bytes]) -> str:
    found = (_SHOT.search(line) for line in reversed(lines) if line.startswith(b'{"row": "intent"'))
    return next((match[1].decode() for match in found if match), "")


def _said(lines: list[bytes]) -> tuple[str, ...]:
    """What the person had said by the last step, in their own words."""
    last = next((line for line in reversed(lines) if line.startswith(b'{"row": "intent"')), b"{}")
    added = json.loads(last).get("added")
    if not isinstance(added, list) or not added:
        return ()
    from agent.language.remark import BY_HAND, own_words

    return tuple(own_words(str(said)) for said in added if not str(said).startswith(BY_HAND))


def _part(row: dict[str, JsonValue], name: str) -> dict[str, JsonValue]:
    """An object within another; empty where there is none."""
    part = row.get(name)
    return part if isinstance(part, dict) else {}


def _usage(by_role: dict[str, JsonValue]) -> Usage:
    """What all roles took together; nothing where that can't be read."""
    try:
        return sum(_USAGES.validate_python(by_role).values(), Usage())
    except ValidationError:
        return Usage()


def _number(value: object) -> float:
    return float(value) if isinstance(value, int | float) else 0.0
