"""An exam judged twice: by the phone's state, which decides, and by the evaluator, whose word PAE goes by.

What the evaluator said is kept beside the run, so that a practice that goes on asks it nothing again.
"""

from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from agent.evaluation.evaluator import Judge, Judged
from agent.run.step import Record
from agent.run.trajectory import read_trajectory
from device.error import ConfigError
from tasks.practice.curve import Opinion, Rate
from tasks.practice.runner import SheetResult
from tasks.statistics.interval import by_task, clustered
from tasks.statistics.paired import Key

JUDGED = "judged.jsonl"
"""In the folder of a run."""


class Heard(Record):
    """What the evaluator said of one task."""

    place: int
    """Of its proposal."""
    judged: Judged


@dataclass
class Hearing:
    """Asks a judge about whole runs, each task once."""

    judge: Judge
    is_over: Callable[[], bool] = lambda: False
    """Whether nothing more may be asked, as the money is spent."""

    def heard(self, tried: SheetResult) -> dict[int, Judged]:
        """The judge's word on each task that left a record; an outage is asked about again next time."""
        path = tried.folder / JUDGED
        known = {each.place: each.judged for each in _kept(path) if each.judged.by != "error"}
        for place, outcome in tried.outcomes.items():
            if place in known or outcome.is_crash or not outcome.folder or self.is_over():
                continue
            with suppress(ConfigError):  # its folder was cleared away
                judged = self.judge.judge(read_trajectory(tried.folder / outcome.folder))
                known[place] = judged
                with path.open("a", encoding="utf-8") as file:
                    file.write(f"{Heard(place=place, judged=judged).model_dump_json()}\n")
        return known

    def opinion(self, tried: SheetResult) -> tuple[Opinion, dict[Key, bool]]:
        """What it makes of a run, and by its word what was done."""
        heard = self.heard(tried)
        keys = {place: (each.name, each.seed) for place, each in enumerate(tried.proposals)}
        state = tried.won
        word = {keys[place]: place in heard and heard[place].verdict == "SUCCESS" for place in tried.outcomes}
        kinds = {keys[place]: "+".join(each.kinds) for place, each in enumerate(tried.proposals)}
        verdicts = [(state[keys[place]], judged.verdict) for place, judged in heard.items()]
        opinion = Opinion(
            by=self.judge.name,
            done=Rate.of(clustered(by_task((kinds[key], done) for key, done in word.items()))),
            agrees=Rate.of(clustered(by_task((kinds[key], word[key] == state[key]) for key in word))),
            praised=sum(verdict == "SUCCESS" and not done for done, verdict in verdicts),
            missed=sum(verdict == "FAIL" and done for done, verdict in verdicts),
            unsure=len(word) - sum(verdict != "UNSURE" for _, verdict in verdicts),
        )
        return opinion, word


def cost_of(folder: Path) -> float:
    """US dollars that the judges of all runs in a folder took."""
    return sum(each.judged.cost for path in folder.glob(f"*/{JUDGED}") for each in _kept(path))


def _kept(path: Path) -> Iterator[Heard]:
    """What was said before; a line that a kill cut off is none."""
    if path.exists():
        for line in path.read_text("utf-8").splitlines():
            with suppress(ValueError):
                yield Heard.model_validate_json(line)
