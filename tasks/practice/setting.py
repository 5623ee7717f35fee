"""A proposed task as a task like any other: the same phone made ready, the same judge's contract."""

from collections.abc import Iterator

from agent.proposal.proposal import Proposal
from agent.proposal.wish import met, stray
from agent.verdict import Clause
from tasks.facts import Facts
from tasks.scene import Scene
from tasks.stage import STORAGE, Stage
from tasks.task import Params, Template

_ROOM = 2.5
"""Steps that may be taken, for each that is needed."""


def template_of(proposal: Proposal) -> Template:
    """The template of which the proposal is the one task."""

    def prepare(stage: Stage, _params: Params) -> None:
        for step in proposal.start:
            _begin(stage, step)

    def judge(scene: Scene, _params: Params) -> Iterator[Clause]:
        for found in met(proposal.wishes, scene.changes, scene.device):
            demand = f"{found.wish.place} is {found.wish.kind}"
            yield Clause(demand=demand, ok=found.ok, evidence=found.evidence)
        beside = stray(proposal.wishes, scene.changes) if proposal.feasible else scene.changes
        evidence = "; ".join(map(str, beside[:3])) or "nothing beside it changed there"
        yield Clause(demand="nothing else changes there", ok=not beside, evidence=evidence, weight=0)

    facts = Facts(
        name=proposal.name,
        goals=(proposal.goal.replace("{", "{{").replace("}", "}}"),),
        complexity=max(1.0, proposal.min_steps * _ROOM / 10),
        difficulty="easy" if len(proposal.kinds) == 1 else "medium",
        app_names=proposal.apps,
        tags=proposal.kinds,
        steps=proposal.min_steps,
        touches=tuple(_around(wish.place) for wish in proposal.wishes),
    )
    return Template(
        facts=facts,
        judge=judge,
        prepare=prepare,
        ends=("complete",) if proposal.feasible else ("infeasible",),
    )


def _begin(stage: Stage, step: tuple[str, ...]) -> None:
    """Do what has to be so beforehand."""
    match step:
        case ("setting", space, key, value):
            stage.setting(space, key, value)
        case ("clipboard", text):
            stage.clipboard(text)
        case ("folder", path):
            stage.run("mkdir", "-p", f"{STORAGE}/{path}")
        case _:
            raise ValueError(f"nobody knows how to begin with {step}")


def _around(place: str) -> str:
    """The place with all that an app keeps beside it: the conversation of a message, a contact's rows."""
    kind, _, name = place.partition(" ")
    return f"{kind} {name.rpartition('/')[0]}/*" if kind == "row" else place
