"""The learner that trains nothing: what practice taught is written down, tested, and kept where it helps.

Each insight is tested by itself: tasks of the kind that it is about, with values that nobody has met, are
tried with it and without it, the same tasks both times. What does not help is thrown out.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from random import Random

from agent.proposal.kind import Kind
from agent.proposal.proposal import Proposal, Surroundings
from agent.proposal.proposer import Composer, Rates
from agent.proposal.sieve import sift
from agent.settings import Settings
from device.error import ConfigError
from tasks.practice.insight import Insight, Record, rewordings, ways
from tasks.practice.learner import Draft, Lecture
from tasks.practice.notebook import Notebook
from tasks.practice.runner import PracticeAgent
from tasks.statistics.paired import Comparison, Key, compare

NOTEBOOK = "notebook.sqlite"
"""In the folder of a practice: all that it has kept, as a memory file."""
MOST_WORDINGS, MOST_WAYS = 12, 6
"""Insights that are tested after a round."""
MOST_LOOKS = 4
"""How often an insight is given as many tasks again, as long as it is ahead and that is not clear yet."""


@dataclass
class LessonLearner:
    """Learns into a notebook."""

    settings: Settings
    folder: Path
    """Of the practice."""
    trials: int = 8
    """Tasks by which an insight is tested."""
    notebook: Notebook = field(default_factory=Notebook)
    _tested: set[str] = field(default_factory=set, init=False)
    _draft: Notebook = field(default_factory=Notebook, init=False)

    name = "lessons"

    @property
    def repeats(self) -> bool:
        """Whether the agent does the same again on the same phone, so that a test knows no chance."""
        return self.settings.model in ("", "offline")

    def now(self) -> PracticeAgent:
        """The agent with the notebook."""
        return self.notebook.agent(self.settings, self.folder)

    def practising(self, number: int) -> PracticeAgent:
        """The same."""
        del number
        return self.now()

    def learn(self, lecture: Lecture) -> Draft:
        """Test what the attempts teach; the draft holds what helped."""
        kept: list[Insight] = []
        told: list[str] = []
        for place, insight in enumerate(self._insights(lecture), 1):
            self._tested.add(insight.entry.identity)
            found = self._test(insight, f"{lecture.name}-test-{place:02}", lecture)
            if found is None:
                continue
            helped = helps(found, repeats=self.repeats)
            told.append(
                f"{'kept' if helped else 'thrown out'}: {insight.told} "
                f"({len(found.wins)} won, {len(found.losses)} lost of {found.count})"
            )
            kept += [insight] if helped else []
        if not kept:
            return Draft(None, tuple(told))
        self._draft = self.notebook.with_entries(tuple(each.entry for each in kept))
        return Draft(self._draft.agent(self.settings, self.folder), tuple(told))

    def keep(self, draft: Draft) -> None:
        """The draft's notebook is the agent's now, and can be taken over from the folder."""
        del draft
        self.notebook = self._draft
        self.notebook.write(self.folder / NOTEBOOK)

    def _insights(self, lecture: Lecture) -> list[Insight]:
        record = Record(known_kinds(lecture))
        for tried in lecture.attempts:
            record.add(tried)
        new = [each for each in rewordings(record) if each.entry.identity not in self._tested]
        chosen = new[:MOST_WORDINGS]
        if not self.repeats:  # the bundled policy reads nothing but its goal
            fresh = (each for each in ways(record) if each.entry.identity not in self._tested)
            chosen += islice(fresh, MOST_WAYS)
        return chosen

    def _test(self, insight: Insight, run: str, lecture: Lecture) -> Comparison | None:
        """With it against without; None where there is nothing to test it on, or no memory would keep it."""
        try:
            more = self.notebook.with_entries((insight.entry,)).agent(self.settings, self.folder)
        except ConfigError:
            return None  # it seems to hold a secret, or would lead to itself
        tried: list[Proposal] = []
        won: tuple[dict[Key, bool], dict[Key, bool]] = ({}, {})
        found: Comparison | None = None
        for look in range(MOST_LOOKS):
            name = f"{run}-{look}" if look else run
            tasks = self._tasks(insight, lecture, name, tried)
            if not tasks:
                break
            tried += tasks
            won[0].update(lecture.runner.tried(f"{name}-without", tasks, self.now()).won)
            won[1].update(lecture.runner.tried(f"{name}-with", tasks, more).won)
            found = compare(*won)
            if not is_open(found, repeats=self.repeats):
                break
        return found

    def _tasks(
        self, insight: Insight, lecture: Lecture, run: str, tried: Sequence[Proposal]
    ) -> list[Proposal]:
        kind = known_kinds(lecture)[insight.kind]
        if insight.wording:
            language = "zh" if insight.wording in kind.zh else "en"
            kind = kind.model_copy(update={"en": (insight.wording,), "zh": (insight.wording,)})
            languages: tuple[str, ...] = (language,)
        else:
            languages = lecture.around.languages
        around = Surroundings(lecture.around.census, languages)
        candidates = Composer({insight.kind: kind}).candidates(around, Random(run), Rates())
        return sift(candidates, around, self.trials, known=(*lecture.exam.proposals, *tried)).accepted


def helps(found: Comparison, *, repeats: bool) -> bool:
    """Whether an insight is kept: it is clearly better with it.

    Where the agent does the same again each time (`repeats`), chance has no part in it: one task that is won
    and none that is lost are enough.
    """
    if repeats:
        return bool(found.wins) and not found.losses
    return found.is_clear and found.difference.value > 0


def is_open(found: Comparison, *, repeats: bool) -> bool:
    """Whether more tasks may yet show that an insight helps: it is ahead, and that could still be chance."""
    return not repeats and len(found.wins) > len(found.losses) and not found.is_clear


def known_kinds(lecture: Lecture) -> Mapping[str, Kind]:
    """All that may be practised, those that exploring found too."""
    return {**lecture.exam.allowed, **lecture.around.explored}


def kept_notebook(folder: Path) -> Path | None:
    """The memory file of what a practice has kept, if there is any."""
    path = folder / NOTEBOOK
    return path if path.exists() else None
