"""The stages in which the bundled policy learns, each kept on disk so that it is done once."""

import pickle
from collections.abc import Callable, Sequence
from functools import cached_property
from pathlib import Path

from agent.language.intention import NotUnderstood
from agent.language.understand import understand
from agent.offline.learned.bundle import Bundle, Card
from agent.offline.learned.gate import SIGNS, Course, Gate
from agent.offline.learned.router import Router
from agent.offline.learned.session import Session
from agent.offline.training.calibration import fit_gate
from agent.offline.training.dataset import Example
from agent.offline.training.loop import Trainer
from agent.offline.training.network import Shape
from agent.offline.training.routing import train_router
from agent.offline.training.sample import Demonstration
from tasks.practice.course import apps_of, in_numbers, keep, naming, picker, routes, session_of
from tasks.practice.lesson import demonstrations
from tasks.practice.ownrun import Practice, apprenticed, teaches
from tasks.practice.phone import PracticePhone
from tasks.practice.split import the_split

STEPS, DROPOUT = 2_600, 0.1
"""Batches learned from demonstrations; the share of a goal's words that are hidden."""
PRACTICE_SEEDS, EXAM_SEEDS = 100_000, 500_000
"""Where the seeds of own runs and those for the gate begin; the fresh ones lie above both."""
_MORE_STEPS = 300
"""Batches learned from in a round of practice."""
_OWN = 10
"""Of a batch: own runs are of few templates, and what was demonstrated is not to be forgotten for them."""
_MOST_FALSE = 0.03
"""Share of all runs that the gate may let claim wrongly, on the runs it is fitted on."""
_LEAST, _ROUTE = 0.15, 0.3
_EXAM = 4
"""Runs of a template for the gate."""
_VARIANTS = 2
_KEPT = 6
"""Own successes of a template that are learned from, the shortest."""


class School:
    """A network on its way from demonstrations to weights that can be shipped."""

    def __init__(
        self,
        work: Path,
        told: Callable[[str], None],
        *,
        seed: int = 0,
        steps: int = STEPS,
        dropout: float = DROPOUT,
    ) -> None:
        self.bundle = work / "bundle"
        self._work, self._seed, self._told = work, seed, told
        self._split = the_split()
        self._trainer = Trainer(Shape(), seed, steps, dropout=dropout)
        self._steps, self._rounds = steps, "--rounds 0"
        self._own: list[Demonstration] = []
        self._phone = PracticePhone()

    @cached_property
    def _shown(self) -> list[Demonstration]:
        return demonstrations(self._split, self._work / "demonstrations", self._told)

    @cached_property
    def _apps(self) -> tuple[str, ...]:
        return apps_of(self._shown)

    @cached_property
    def _examples(self) -> list[Example]:
        return in_numbers(self._shown, self._apps, self._seed, _VARIANTS)

    def teach(self) -> None:
        """Learn from demonstrations."""
        checkpoint = self._work / "taught.pt"
        if checkpoint.exists():
            self._trainer.load(checkpoint)
        if self._trainer.done < self._trainer.steps:
            self._trainer.train(picker(self._examples), checkpoint, self._told)

    def practise(self, number: int, tries: int) -> None:
        """Try what is practised, learn from what came out right."""
        self._rounds = f"--rounds {number + 1} --tries {tries}"
        kept = self._work / f"round{number}.pickle"
        if not kept.exists():
            first = PRACTICE_SEEDS + number * 1_000
            seeds = range(first, first + tries)
            wanted = [one for one in self._split.templates("practised") if teaches(one)]
            self._write(Gate(weights=(0.0,) * len(SIGNS), threshold=0.0, least=0.0, route=0.0, kind=0.0))
            found, tries = apprenticed(Bundle(self.bundle), self._phone, wanted, seeds)
            kept.write_bytes(pickle.dumps(found))
            names = sorted({one.template for one in found})
            self._told(f"round {number}: {len(found)} of {tries} attempts did it: {', '.join(names)}")
        self._own += pickle.loads(kept.read_bytes())  # noqa: S301 - written by ourselves
        checkpoint = self._work / f"practised{number}.pt"
        self._trainer.steps += _MORE_STEPS
        if checkpoint.exists():
            self._trainer.load(checkpoint)
        if self._own and self._trainer.done < self._trainer.steps:
            own = in_numbers(_shortest(self._own), self._apps, self._seed, _VARIANTS)
            self._trainer.train(picker(self._examples, own, _OWN), checkpoint, self._told)

    def examine(self) -> None:
        """Fit the gate on runs with seeds of their own, and write all that is shipped.

        Only goals that the rules do not understand count: no other ever comes to the network.
        """
        kept = self._work / "exam.pickle"
        if not kept.exists():
            templates = (*self._split.templates("demonstrated"), *self._split.templates("practised"))
            seeds = range(EXAM_SEEDS, EXAM_SEEDS + _EXAM)
            tried = self._practice().round(templates, seeds)
            kept.write_bytes(
                pickle.dumps([(one.goal, one.course, one.success, one.claimed) for one in tried])
            )
        everything: list[tuple[str, Course, bool, bool]] = pickle.loads(kept.read_bytes())  # noqa: S301 - written by ourselves
        runs = [one for one in everything if isinstance(understand(one[0]), NotUnderstood)]
        claims = [(course, right) for _, course, right, claimed in runs if claimed]
        gate = fit_gate(claims, _MOST_FALSE * len(runs) / max(1, len(claims)), _LEAST, _ROUTE)
        self._write(gate)
        right = sum(one[2] for one in runs)
        self._told(
            f"exam: {right} of {len(runs)} right, {len(claims)} claimed; threshold {gate.threshold:.2f}"
        )

    def _write(self, gate: Gate) -> None:
        """The weights as they are now, into the bundle."""
        router = self._router()
        self._session()
        keep(self.bundle, router, gate, lambda gate: self._card(router, gate))

    def _card(self, router: Router, gate: Gate) -> Card:
        return Card(
            made_by=f"python -m tasks.practice --seed {self._seed} --steps {self._steps} {self._rounds}",
            seed=self._seed,
            apps=self._apps,
            classes=router.classes,
            gate=gate,
            naming=naming(self._split, self._shown),
            decisions=sum(len(demo.deals) for demo in (*self._shown, *_shortest(self._own))),
            parameters=sum(part.numel() for part in self._trainer.network.parameters()),
        )

    def _router(self) -> Router:
        """The one for all that was shown and practised so far."""
        kept = self._work / f"router{len(self._own)}.pickle"
        if not kept.exists():
            taught = routes(self._split, [*self._shown, *_shortest(self._own)])
            kept.write_bytes(pickle.dumps(train_router(taught, self._seed)))
        router: Router = pickle.loads(kept.read_bytes())  # noqa: S301 - written by ourselves
        return router

    def _session(self) -> Session:
        return session_of(
            self._trainer, in_numbers(self._shown[:1], self._apps, 0, 1)[0], self._apps, self.bundle
        )

    def _practice(self) -> Practice:
        return Practice(self._session(), self._router(), self._phone)


def _shortest(demos: Sequence[Demonstration]) -> list[Demonstration]:
    """Of each template the shortest successes, so that none weighs more for being easy."""
    piles: dict[str, list[Demonstration]] = {}
    for demo in demos:
        piles.setdefault(demo.template, []).append(demo)
    return [one for pile in piles.values() for one in sorted(pile, key=lambda one: len(one.deals))[:_KEPT]]
