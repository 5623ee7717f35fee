"""The other roles: each knows the truth from the phone and the gold walk, and is wrong at a rate of its own.

A role is known by the name of its reply's schema. A schema that is not known here is answered with the least
that it allows.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import cast

from benchmarks.fallible.decider import Decider, changed
from benchmarks.fallible.move import content
from benchmarks.fallible.required import SPARE, Wanted
from benchmarks.fallible.voice import Json

_EFFECTS_RATE = 0.2
"""Share of runs whose list of required effects has one too few or one too many."""
_MISSING = 0.5
"""Share of these in which one is missing, where there is more than one."""


class Witness:
    """Judges, plans and takes notes."""

    def __init__(self, decider: Decider) -> None:
        self._decider = decider
        self._walk = decider.walk
        self._asked = 0
        self._required: tuple[Wanted, ...] = ()
        """As it listed them; none where it was not asked to."""
        self._by_reply: Mapping[str, Callable[[Json], Json]] = {
            "Plan": lambda _: self._plan(),
            "Judgement": self._judgement,
            "Confirmation": lambda _: self._confirmation(),
            "Managed": lambda _: self._managed(),
            "Progress": lambda _: {"completed": self._done()},
            "Focus": lambda _: {"content": ""},
            "Notes": lambda _: {"notes": []},
            "Review": lambda _: self._review(),
            "Answered": lambda _: self._answered(),
            "Classified": lambda _: {"kind": "question" if self._walk.answer else "other"},
            "Lessons": lambda _: {"lessons": []},
            "Listed": lambda _: self._listed(),
        }

    def reply(self, name: str, schema: Json) -> Json:
        """A role's word."""
        self._asked += 1
        known = self._by_reply.get(name)
        said = known(schema) if known else {}
        return {**cast(Json, least(schema, schema)), **said} if schema else said

    def _errs(self, role: str) -> bool:
        return self._decider.odds.at(role, self._asked).random() < self._decider.odds.role_rate

    def _plan(self) -> Json:
        return {"subgoals": list(self._decider.subgoals()), "done": self._decider.reached(), "progress": ""}

    def _judgement(self, schema: Json) -> Json:
        """What the latest decision did, by the screens and by what was right."""
        decider, moved = self._decider, changed(self._decider)
        if decider.harmed:
            outcome = "wrong_page" if moved else "no_change"
        else:
            outcome = "success" if moved or self._idle() else "no_change"
        outcomes = [one for one in _choices(schema, "outcome") if one and one != outcome]
        if outcomes and self._errs("judgement"):
            outcome = decider.odds.at("which", self._asked).choice(outcomes)
        return {"outcome": outcome, "evidence": "the screen " + ("changed" if moved else "is as before")}

    def _idle(self) -> bool:
        """Whether the latest move changes nothing where it is made as it should be."""
        moves, at = self._walk.moves, self._walk.at
        return 0 < at < len(moves) and content(moves[at - 1].page) == content(moves[at].page)

    def _confirmation(self) -> Json:
        """The goal by its judge, each listed effect by its part of it; in error, the goal the other way."""
        reached, met = self._walk.said_and_reached(), self._met()
        if self._errs("confirmation"):
            reached, met = not reached, [not reached] * len(met)
        effects = [
            {"number": number, "verdict": "met" if one else "missing", "evidence": "by what shows"}
            for number, one in enumerate(met, 1)
        ]
        if reached:
            return {"reached": True, "evidence": "it is done", "effects": effects}
        untried = "" if self._walk.infeasible or self._walk.spoilt else "go on, step by step"
        evidence = "something is still missing"
        return {"reached": False, "evidence": evidence, "untried": untried, "effects": effects}

    def _met(self) -> list[bool]:
        """Whether each listed effect has come about; what the goal does not ask for never does."""
        clauses = self._decider.stand.shown(self._walk.told) if self._required else ()
        return [
            one is not SPARE
            and all(clauses if one.shown_by is None else [clauses[place] for place in one.shown_by])
            and (one.kind != "answer" or bool(self._walk.told))
            for one in self._required
        ]

    def _managed(self) -> Json:
        left = list(self._decider.subgoals()[self._decider.reached() :])
        if self._walk.infeasible:
            left = ["say that it cannot be done"]
        elif self._walk.finished and not (self._walk.unaware or self._walk.spoilt or self._walk.reached()):
            left = ["do what is still missing"]
        elif self._walk.finished and self._walk.answer and not self._walk.told:
            left = ["tell the answer"]
        if self._errs("managed"):
            left = left[:1] or ["go on"]
        return {"thought": "so far", "completed": self._done(), "plan": left}

    def _review(self) -> Json:
        on_track = self._decider.harmed == self._errs("review")
        return {"on_track": on_track, "advice": "" if on_track else "go back and do the last thing again"}

    def _answered(self) -> Json:
        self._walk.told = self._walk.answer
        return {"text": self._walk.answer}

    def _done(self) -> str:
        return f"{self._walk.at} actions of {len(self._walk.moves)} are done"

    def _listed(self) -> Json:
        """What the goal requires; in some runs one effect is missing, or one is too many."""
        stand, draw = self._decider.stand, self._decider.odds.at("effects")
        wanted = list(stand.required)
        if self._decider.odds.role_rate and draw.random() < _EFFECTS_RATE:
            if len(wanted) > 1 and draw.random() < _MISSING:
                wanted.pop(draw.randrange(len(wanted)))
            else:
                wanted.append((SPARE, stand.task))
        self._required = tuple(one for one, _ in wanted)
        return {"effects": [one.told(task) for one, task in wanted]}


def least(schema: Json, root: Json) -> object:
    """The least value that a strict JSON schema allows."""
    if "$ref" in schema:
        name = str(schema["$ref"]).rpartition("/")[2]
        return least(cast(Mapping[str, Json], root["$defs"])[name], root)
    if "anyOf" in schema:
        options = cast(Sequence[Json], schema["anyOf"])
        return None if any(one.get("type") == "null" for one in options) else least(options[0], root)
    if "enum" in schema:
        return cast(Sequence[object], schema["enum"])[0]
    match schema.get("type"):
        case "object":
            fields = cast(Mapping[str, Json], schema.get("properties", {}))
            return {name: least(inner, root) for name, inner in fields.items()}
        case "array":
            fewest = cast(int, schema.get("minItems", 0))
            return [least(cast(Json, schema["items"]), root)] * fewest
        case "string":
            return ""
        case "boolean":
            return False
        case "integer" | "number":
            return schema.get("minimum", 0)
    return None


def _choices(schema: Json, name: str) -> tuple[str, ...]:
    """The values that a field may have."""
    fields = cast(Mapping[str, Mapping[str, Sequence[str]]], schema.get("properties", {}))
    return tuple(fields.get(name, {}).get("enum", ()))
