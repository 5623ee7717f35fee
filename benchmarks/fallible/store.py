"""The file of results: a line for each run, so that what was run is not run again."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from benchmarks.fallible.attempt import Case, Result

Key = tuple[object, ...]


@dataclass(frozen=True, slots=True)
class Store:
    """The results of one code and one set of kinds of error, in a file with others."""

    path: Path
    code: str
    """The commit, as git describes it."""
    kinds: Sequence[str]

    def known(self) -> Mapping[Key, Result]:
        """What was run already."""
        return dict(self._rows())

    def add(self, case: Case, result: Result) -> None:
        """Keep what came of a case."""
        row = {"code": self.code, "kinds": self.kinds, "role_rate": case.role_rate, "result": asdict(result)}
        with self.path.open("a", encoding="utf-8") as file:
            file.write(json.dumps(row, ensure_ascii=False) + "\n")

    def _rows(self) -> Iterator[tuple[Key, Result]]:
        text = self.path.read_text("utf-8") if self.path.exists() else ""
        for line in text.splitlines():
            row = json.loads(line)
            result = Result(**row["result"])
            if row["code"] == self.code and (row["kinds"] == list(self.kinds) or not result.rate):
                case = (result.task, result.preset, result.made, result.rate, row["role_rate"], result.seed)
                yield case, result


def key(case: Case) -> Key:
    """What tells a case from all others of its store."""
    return case.task, case.preset, case.calls, case.rate, case.role_rate, case.seed
