"""The deciding role: it knows the right move, and errs at a rate."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from random import Random

from benchmarks.fallible.error import HARMLESS, forgetful, mistaken
from benchmarks.fallible.move import Move, Placed, content
from benchmarks.fallible.shown import Shown
from benchmarks.fallible.slip import Situation, Slip, drawn, label_of
from benchmarks.fallible.stand import Stand
from benchmarks.fallible.voice import Dress, Json, action, answer, claim, decision, dressed, named
from benchmarks.fallible.walk import Walk
from device.screen import Observation

_BATCHES = 0.5
"""Share of forms that are filled in with one decision, where the preset lets it."""
_UNAWARE = 0.5
"""Share of wrong or missing texts that it does not notice before somebody tells it."""
_LONGEST_FORM = 8
_UNSEEN = frozenset({Slip.TYPO, Slip.WRONG_PARTY, Slip.FORGOTTEN})
_DRESSES = {Slip.MALFORMED: (Dress.FENCED, Dress.CUT), Slip.THOUGHT: (Dress.THOUGHT,)}


@dataclass(frozen=True, slots=True)
class Odds:
    """How often a run's model errs, and in which ways."""

    rate: float
    """Share of decisions with an error."""
    role_rate: float
    """Share of the other roles' replies that are wrong."""
    weights: Mapping[Slip, float]
    """Of the kinds; one that is missing is not drawn."""
    seed: str

    def at(self, *place: object) -> Random:
        """A generator for one place of the run, which depends on no other place."""
        return Random(f"{self.seed} {place}")


@dataclass
class Decider:
    """One run's operator."""

    stand: Stand
    walk: Walk
    odds: Odds
    most: int
    """Actions that one decision may hold."""
    slips: list[Slip] = field(default_factory=list)
    """The errors made, in order."""
    fitting: list[frozenset[Slip]] = field(default_factory=list)
    """The kinds that each decision could have been."""
    page: Observation | None = None
    """The screen of the latest decision."""
    slip: Slip | None = None
    """What was wrong with it."""
    _last: Json | None = None
    """The action it named last."""
    _move: Move | None = None
    """The same as it was carried out, where it was a touch."""
    _reply: Json = field(default_factory=dict)

    @property
    def harmed(self) -> bool:
        """Whether the latest decision meant something else than the right move."""
        return self.slip is not None and self.slip not in HARMLESS

    def decide(self, shown: Shown) -> str:
        """The next reply, as the endpoint sends it."""
        page = shown.page
        if self._denied() or (self.page is not None and content(page) == content(self.page)):
            self.walk.unaware = False
        now = self.walk.due(page, self._move)
        here = self._situation(page, now)
        draw = self.odds.at("decision", len(self.fitting))
        self.fitting.append(here.fitting())
        self.slip = drawn(self.fitting[-1], self.odds.weights, self.odds.rate, draw)
        self.page = page
        if self.slip is None or self.slip in _DRESSES:
            actions = self._right(here, now, shown, draw)
        else:
            if self.slip is Slip.FORGOTTEN:
                actions = forgetful(here, shown)
            else:
                actions = (mistaken(self.slip, here, shown, self._last, draw),)
            self._err(self.slip, here, draw)
        if self.slip is not None:
            self.slips.append(self.slip)
        self._last, self._move = actions[0], _carried_out(actions[0], here)
        self._reply = decision(self._thought(now), actions, self._expected(), self._plan())
        return dressed(self._reply, draw.choice(_DRESSES.get(self.slip, (Dress.BARE,))))  # type: ignore[arg-type]

    def again(self) -> str:
        """The latest reply once more, in good form."""
        return dressed(self._reply, Dress.BARE)

    def subgoals(self) -> tuple[str, ...]:
        """The task by the apps it is done in."""
        apps = [move.fields["app_name"] for move in self.stand.gold.moves if move.kind == "open_app"]
        return (*(f"do what is wanted in {app}" for app in dict.fromkeys(apps)), "see that it is done")

    def reached(self) -> int:
        """How many of them lie behind."""
        goals = self.subgoals()
        if self.walk.finished:
            return len(goals)
        opened = {
            move.fields["app_name"] for move in self.walk.moves[: self.walk.at] if move.kind == "open_app"
        }
        return min(max(0, len(opened) - 1), len(goals) - 1)

    # -- right ---------------------------------------------------------------------------------------
    def _right(self, here: Situation, now: Placed | None, shown: Shown, draw: Random) -> tuple[Json, ...]:
        if now is None:
            return self._ending()
        if self.walk.gives_up:
            return (claim("I cannot find my way.", "infeasible"),)
        most = self.most if draw.random() < _BATCHES else 1
        batch = self.walk.form(now, here.page, most)
        self.walk.step(batch[-1].move)
        return tuple(action(one, named(one.spot, one.point, shown, draw), shown) for one in batch)

    def _ending(self) -> tuple[Json, ...]:
        walk = self.walk
        if walk.infeasible:
            return (claim(walk.infeasible, "infeasible"),)
        done = claim("Everything that was asked for is done.")
        if not walk.answer or walk.told:
            return (done,)
        walk.told = walk.answer
        return (answer(walk.answer), done)[: self.most]

    # -- wrong ---------------------------------------------------------------------------------------
    def _err(self, slip: Slip, here: Situation, draw: Random) -> None:
        """Go on where it believes to be."""
        if slip in HARMLESS:
            self.walk.step(here.now.move)
        elif slip in _UNSEEN and here.now.move.texts and draw.random() < _UNAWARE:
            self.walk.step(here.forgetful[-1].move if slip is Slip.FORGOTTEN else here.now.move)
            self.walk.unaware = True

    def _denied(self) -> bool:
        """Whether its latest word was that all is done, and it is asked all the same."""
        return self._last is not None and self._last.get("action_type") == "status"

    # -- parts ---------------------------------------------------------------------------------------
    def _situation(self, page: Observation, now: Placed | None) -> Situation:
        moves, at = self.walk.moves, self.walk.at
        here = now or Placed(Move("status", page), None, None)
        earlier = (one for one in moves[:at] if one.kind == "input_text")
        return Situation(
            page,
            here,
            form=self.walk.form(here, page, _LONGEST_FORM) if now and not self.walk.gives_up else (),
            filled=any(one.page.activity == page.activity for one in earlier),
            most=self.most,
            repeats=self._last is not None,
            ends=now is None,
            feasible=not self.walk.infeasible,
        )

    def _thought(self, now: Placed | None) -> str:
        if now is None:
            return "All of it is done."
        return f"Next: {now.move.kind.replace('_', ' ')} {label_of(now.spot) if now.spot else ''}".strip()

    def _expected(self) -> str:
        """What the screen should show afterwards: what is touched next."""
        moves, at = self.walk.moves, self.walk.at
        spot = moves[at].spot if at < len(moves) else None
        return f'"{label_of(spot)}" shows' if spot is not None and label_of(spot) else ""

    def _plan(self) -> Json | None:
        """With the first decision, and when the end is reached."""
        if len(self.fitting) > 1 and not self.walk.finished:
            return None
        return {"subgoals": list(self.subgoals()), "done": self.reached(), "progress": ""}


def changed(decider: Decider) -> bool:
    """Whether the screen is another one than that of the latest decision."""
    return decider.page is None or content(decider.stand.page()) != content(decider.page)


def counted(runs: Sequence[Sequence[Slip]]) -> Counter[Slip]:
    """How often each kind was met with."""
    return Counter(slip for run in runs for slip in run)


def _carried_out(said: Json, here: Situation) -> Move | None:
    """A click by number as a move, so that a switch can be put back."""
    target = said.get("target")
    number = target.get("element") if isinstance(target, Mapping) else None
    spot = next((one for one in here.page.elements if one.index == number), None)
    if said.get("action_type") != "click" or spot is None:
        return None
    return Move("click", here.page, {}, spot, spot.bounds.center)
