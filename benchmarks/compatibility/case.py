"""The cases: one file a client in `client/`, read into typed data.

A file says who the client is and through what it speaks, and lists what it sends, in its order:

    client = "Open-AutoGLM"
    through = "adb"                # adb | adbutils | adb-shell | uiautomator2
    [[case]]
    what = "the app in front"
    run = "dumpsys window"         # a shell command; or a verb's words: ["pull", "/a", "{folder}/a"]
    expect = 'mCurrentFocus='      # a regular expression found in what came back, ^ and $ at its lines
    code = 0                       # the exit code, where there is one; this is the default
    outcome = "works"              # works | absent | no; the latter two say `why`
"""

import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, get_args

Outcome = Literal["works", "absent", "no"]
"""Works as on a phone; answers as a phone without that helper does; or does not do what it should."""
Through = Literal["adb", "adbutils", "adb-shell", "uiautomator2"]
Word = str | int | bool | dict[str, bool | int | str]

FOLDER = Path(__file__).parent / "client"


@dataclass(frozen=True)
class Case:
    """One thing a client sends."""

    what: str
    run: tuple[Word, ...]
    """The verb and its arguments; ("shell", COMMAND) for a plain command. A table stands for keywords."""
    expect: str
    code: int
    outcome: Outcome
    why: str

    @property
    def shown(self) -> str:
        """What is sent, as a table shows it."""
        verb, *words = self.run
        if verb == "shell" and len(words) == 1:
            return str(words[0])
        return " ".join(str(word) for word in self.run)


@dataclass(frozen=True)
class Client:
    """A program, and all that it sends, in order, to one phone."""

    name: str
    through: Through
    cases: tuple[Case, ...]
    left: dict[str, str]
    """Verbs of a library that no case uses, and why."""

    @property
    def verbs(self) -> frozenset[str]:
        """What the cases use of a library."""
        return frozenset(str(case.run[0]) for case in self.cases)


def clients() -> tuple[Client, ...]:
    """All of them, those that are programs' own first. Raises ValueError for a file that says nonsense."""
    return tuple(_client(path) for path in sorted(FOLDER.glob("*.toml")))


def _client(path: Path) -> Client:
    data = tomllib.loads(path.read_text("utf-8"))
    through = data["through"]
    if through not in get_args(Through):
        raise ValueError(f"{path.name}: no way called {through!r}")
    cases = tuple(_case(path.name, item) for item in data["case"])
    return Client(data["client"], through, cases, data.get("left", {}))


def _case(file: str, item: dict[str, object]) -> Case:
    unknown = item.keys() - {"what", "run", "expect", "code", "outcome", "why"}
    outcome, run = item.get("outcome", "works"), item["run"]
    if unknown or outcome not in get_args(Outcome) or (outcome == "works") == ("why" in item):
        raise ValueError(f"{file}: {item['what']}: {unknown or outcome}: an outcome but `works` says why")
    words = ("shell", run) if isinstance(run, str) else tuple(run)  # type: ignore[arg-type]
    code = item.get("code", 0)
    assert isinstance(code, int)
    return Case(str(item["what"]), words, str(item["expect"]), code, outcome, str(item.get("why", "")))  # type: ignore[arg-type]
