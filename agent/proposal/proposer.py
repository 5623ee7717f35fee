"""The proposer of PAE: sets tasks that a phone's own state can judge, and turns down those that are none.

PAE's release proposes once, from a website's name, and looks at nothing afterwards. Here the cycle is closed:
every round proposes anew from what the phone holds, and how often each kind was solved says what comes next.
Without a model tasks are put together from `agent/proposal/kind.toml` and from what exploring an app showed;
with one, the role `propose` words them, and the same sieve goes over all of them.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from random import Random

from agent.brain.brain import Brain, View
from agent.proposal.holding import holdings
from agent.proposal.kind import Kind, kinds
from agent.proposal.proposal import Proposal, Surroundings
from agent.proposal.wish import Wish
from agent.role.propose import Proposed, Proposing
from device.error import ToldToModel, ToldToPerson
from device.screen import Observation

SOLVED = (0.1, 0.9)
"""Kinds solved less or more often than this teach little: too hard yet, or known already."""
_FEW = 4
"""Tries below which a kind's rate says nothing."""
_SELDOM = 0.15
"""How much a kind outside of the window is still proposed."""
_BATCH = 25
"""Tasks that a model is asked for at once (as in PAE)."""


@dataclass(frozen=True)
class Rates:
    """How often each kind was solved so far."""

    tries: Mapping[str, int] = field(default_factory=dict)
    solved: Mapping[str, int] = field(default_factory=dict)

    def weight(self, kind: str) -> float:
        """How much a kind is worth practising: all while it is solved now and then, little else."""
        tries = self.tries.get(kind, 0)
        if tries < _FEW:
            return 1.0
        low, high = SOLVED
        return 1.0 if low <= self.solved.get(kind, 0) / tries <= high else _SELDOM

    def is_known(self, kind: str) -> bool:
        """Whether it is solved nearly always: time for something harder."""
        tries = self.tries.get(kind, 0)
        return tries >= _FEW and self.solved.get(kind, 0) / tries > SOLVED[1]


class Composer:
    """Proposes without a model."""

    name = "composed"

    def __init__(self, some: Mapping[str, Kind] | None = None, said: Mapping[str, int] | None = None) -> None:
        """`some` are the kinds to choose from; all of the sheet by default. `said` counts their wordings."""
        self._kinds = kinds() if some is None else some
        self._said = Counter(said or {})
        """How often each wording was used: those that were seldom come first, so that none is left out."""

    def candidates(self, around: Surroundings, random: Random, rates: Rates) -> Iterable[Proposal]:
        """Without end; of what is known already, two at once."""
        known = {**self._kinds, **around.explored}
        names = sorted(known)
        weights = [rates.weight(name) for name in names]
        while names:
            (first,) = random.choices(names, weights)
            chosen = [first]
            if rates.is_known(first) and known[first].feasible:
                others = [n for n in names if known[n].package != known[first].package and known[n].feasible]
                chosen += random.sample(others, min(1, len(others)))
            proposal = self._made([(name, known[name]) for name in chosen], around, random)
            if proposal is not None:
                yield proposal

    def _made(
        self, parts: Sequence[tuple[str, Kind]], around: Surroundings, random: Random
    ) -> Proposal | None:
        language = random.choice(around.languages)
        goals: list[str] = []
        wishes: list[Wish] = []
        start: list[tuple[str, ...]] = []
        for _, kind in parts:
            filling = kind.fillings(around.census, random)
            if filling is None:
                return None
            goals.append(self._worded(kind, language, random).format(**filling))
            wishes += kind.granted(filling)
            start += kind.begun(filling)
        explored = any(name in around.explored for name, _ in parts)
        return Proposal(
            goal=("，然后" if language.startswith("zh") else ". Then: ").join(goals),
            language=language,
            kinds=tuple(name for name, _ in parts),
            apps=tuple(dict.fromkeys(kind.package for _, kind in parts)),
            wishes=tuple(wishes),
            start=tuple(start),
            seed=random.randrange(2**31),
            min_steps=sum(kind.steps for _, kind in parts),
            feasible=all(kind.feasible for _, kind in parts),
            proposer="explored" if explored else self.name,
        )

    def _worded(self, kind: Kind, language: str, random: Random) -> str:
        """One of the kind's wordings that were used least."""
        wordings = kind.wordings(language)
        fewest = min(self._said[each] for each in wordings)
        chosen = random.choice([each for each in wordings if self._said[each] == fewest])
        self._said[chosen] += 1
        return chosen


class ModelProposer:
    """Asks a model in the role `propose`, a batch at a time, until it has nothing more to say."""

    def __init__(self, brain: Brain, names: Mapping[str, str], screen: Observation) -> None:
        """`names` are what people call the apps, by package; `screen` is any look at the phone."""
        self._brain, self._names, self._screen = brain, names, screen

    @property
    def name(self) -> str:
        """The model's."""
        return self._brain.speaker("propose")

    def candidates(
        self, around: Surroundings, random: Random, rates: Rates, shown: Sequence[str] = ()
    ) -> Iterator[Proposal]:
        """Until the model cannot be had, says nothing usable, or repeats itself.

        Raises ModelUnavailable when it cannot be asked even once.
        """
        said: set[str] = set()
        while True:
            known = [kind for kind in rates.tries if rates.is_known(kind)]
            harder = (
                f" The agent knows these kinds already, ask for more: {', '.join(known)}." if known else ""
            )
            language = random.choice(around.languages)
            goal = f"{_BATCH} tasks, goals in the language {language}.{harder}"
            try:
                reply = self._brain.think(self._question(goal, around, shown)).value
            except (ToldToModel, ToldToPerson):
                if not said:
                    raise
                return
            new = [task for task in reply.tasks if task.goal not in said]
            if not new:
                return
            for task in new:
                said.add(task.goal)
                yield _worded(task, language, random, self.name)

    def _question(self, goal: str, around: Surroundings, shown: Sequence[str]) -> Proposing:
        packages = sorted(around.reached or around.census.apps)
        return Proposing(
            View(goal=goal, observation=self._screen),
            apps=tuple(f"{name}: {self._names[name]}" for name in packages if name in self._names),
            holds=tuple(holdings(around.census)),
            pages=tuple(sorted(around.pages)),
            shown=tuple(shown),
        )


def _worded(task: Proposed, language: str, random: Random, who: str) -> Proposal:
    return Proposal(
        goal=task.goal,
        language=language,
        kinds=(
            f"{task.package.rpartition('.')[2]}-{'-'.join(sorted({w.kind for w in task.wishes})) or 'none'}",
        ),
        apps=(task.package,),
        wishes=task.wishes,
        seed=random.randrange(2**31),
        min_steps=task.min_steps,
        feasible=bool(task.wishes),
        proposer=who,
    )
