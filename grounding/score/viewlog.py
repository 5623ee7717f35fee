"""Logs of what each view of an image answered, with the true boxes, and files of results.

Read are a list of rows (JSON, or one JSON row a line), plain or gzipped, and the result files that MVP's code
(arXiv 2512.08529) and ScreenSpot-Pro's own evaluation write, whose rows stand under `details`.
"""

import gzip
import hashlib
import json
import zlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from pydantic import ValidationError

from device.error import ConfigError
from grounding.fault import what_is_wrong
from grounding.score.loggedrow import LoggedItem, ResultRow

_GZIP = b"\x1f\x8b"
_LOOKS = frozenset({"views", "_debug"})
_ANSWERS = frozenset({"point", "pred", "published_pick"})
"""Keys of rows that say what was looked at, and of those that say what was answered."""
R = TypeVar("R", bound=ResultRow)


@dataclass(frozen=True, slots=True)
class ViewLog:
    """A log, each item once."""

    name: str
    items: tuple[LoggedItem, ...]
    duplicates: int
    """Rows left out because the same item stood before (samplers pad with them)."""
    crops: int
    """How many crops of each image were looked at, answered or not."""

    unboxed: int = 0
    """Items of an evaluation left out because their place is no box."""

    @property
    def fingerprint(self) -> str:
        """Of all its items."""
        return fingerprint(self.items)


def load(path: Path | str) -> ViewLog:
    """Read a log, or the folder of an evaluation, of which items whose place is no box are left out.

    Raises ConfigError, in one line, when the file is missing or unreadable, is not such a log, or has no
    look.
    """
    path = Path(path)
    evaluated = path.is_dir()
    if evaluated and not (path / "items.jsonl").is_file():
        raise ConfigError(
            f"cannot read {path}: it holds no evaluation",
            "Give the folder that agent ground eval wrote, or a log",
        )
    path = path / "items.jsonl" if evaluated else path
    every = _rows(_text(path), path)
    rows = [row for row in every if not evaluated or _has(row, "bbox")]
    unread = sum(evaluated and _has(row, "unread") for row in every)
    if every and not rows:
        raise ConfigError(f"{path} has no item whose place is a box", "Looks are scored by boxes alone")
    looked = any(_has(row, "views") if evaluated else _says(row, _LOOKS) for row in rows)
    items = _items(LoggedItem, rows, path) if looked else []
    if not any(item.views for item in items):
        raise _no_looks(path, rows)
    kept = once(items)
    crops = max(view.place for item in items for view in item.views)
    return ViewLog(path.name, kept, len(items) - len(kept), crops, len(every) - len(rows) - unread)


def load_results(path: Path) -> list[ResultRow]:
    """Read a file of results, or a log: its rows as they stand there, those without a look included.

    Raises ConfigError, in one line, when the file is missing or unreadable, or no row says what was answered.
    """
    rows = _rows(_text(path), path)
    if not any(_says(row, _LOOKS | _ANSWERS) for row in rows):
        raise _no_looks(path, rows)
    return _items(ResultRow, rows, path)


def once(items: Iterable[R]) -> tuple[R, ...]:
    """Each question once: the first of those of one id, image, instruction and box."""
    kept: dict[object, R] = {}
    for item in items:
        kept.setdefault((item.id, item.image, item.instruction, item.bbox), item)
    return tuple(kept.values())


def fingerprint(items: Iterable[ResultRow]) -> str:
    """Of boxes, instructions and all answers, whatever the order of the rows."""
    return hashlib.sha256("\n".join(sorted(item.line for item in items)).encode()).hexdigest()


def _has(row: object, key: str) -> bool:
    """Whether the key of a row holds something; what is no row is told when it is read as one."""
    return not isinstance(row, dict) or bool(row.get(key))


def _says(row: object, keys: frozenset[str]) -> bool:
    """Whether it has one of the keys, whatever that holds."""
    return not isinstance(row, dict) or not keys.isdisjoint(row)


def _no_looks(path: Path, rows: Sequence[object]) -> ConfigError:
    if any(_says(row, _ANSWERS) for row in rows):
        return ConfigError(
            f"{path} holds answers and no look: tree and ocr make none, and where nothing is found none is "
            "written down",
            "How many answers are right agent ground eval tells",
        )
    return ConfigError(
        f"{path} has {'no views in any of its rows' if rows else 'no rows'}",
        "A view log holds a row with its views for each item; data with pictures and boxes alone are for "
        "agent ground eval",
    )


def _text(path: Path) -> str:
    try:
        content = path.read_bytes()
        if content.startswith(_GZIP):
            content = gzip.decompress(content)
        return content.decode("utf-8")
    except OSError as error:
        reason = error.strerror or "it is damaged"
        raise ConfigError(f"cannot read {path}: {reason}", "Give the path of a view log") from error
    except (EOFError, zlib.error, UnicodeDecodeError) as error:
        raise ConfigError(f"cannot read {path}: it is damaged", "Give the path of a view log") from error


def _rows(text: str, path: Path) -> Sequence[object]:
    try:
        if ".jsonl" in path.suffixes:
            return [json.loads(line) for line in text.splitlines() if line.strip()]
        found = json.loads(text)
    except (ValueError, RecursionError) as error:
        reason = " ".join(str(error).split())
        raise ConfigError(
            f"{path} is not JSON: {reason}", "A view log is .json, .jsonl or .json.gz"
        ) from error
    rows = found.get("details") if isinstance(found, dict) else found
    if not isinstance(rows, list):
        raise ConfigError(f"{path} is not a view log", "It should hold a list of rows")
    return rows


def _items(kind: type[R], rows: Sequence[object], path: Path) -> list[R]:
    made: list[R] = []
    for number, row in enumerate(rows, 1):
        try:
            made.append(kind.model_validate(row))
        except ValidationError as error:
            raise ConfigError(f"{path}, row {number}: {what_is_wrong(error)}") from error
    return made
