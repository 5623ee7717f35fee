"""A proposed task as a task like any other: the same phone made ready, the same judge's contract."""

from collections.abc import Iterator

from agent.evaluation.verdict import Clause
from agent.proposal.proposal import Proposal
from agent.proposal.wish import met, stray
from tasks.facts import Facts
from tasks.scene import Scene
from tasks.stage import Stage
from tasks.task import Params, Template

_ROOM = 4
"""Steps that may be taken, for each that is needed: looking through a list for another of the same name, and
a look at what came of it, are among them."""
_LEAST_ROOM = 20
_BY_ITSELF = {"com.google.android.deskclock": "setting system/next_alarm_formatted"}
"""What the system writes down of an app's rows, by package."""


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
        complexity=max(_LEAST_ROOM, proposal.min_steps * _ROOM) / 10,
        difficulty="easy" if len(proposal.kinds) == 1 else "medium",
        app_names=proposal.apps,
        tags=proposal.kinds,
        steps=proposal.min_steps,
        touches=tuple(place for wish in proposal.wishes for place in _around(wish.place)),
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
            stage.have_folder(path)
        case _:
            raise ValueError(f"nobody knows how to begin with {step}")


def _around(place: str) -> Iterator[str]:
    """The place with all that an app keeps beside it: the conversation of a message, a contact's rows."""
    kind, _, name = place.partition(" ")
    yield f"{kind} {name.rpartition('/')[0]}/*" if kind == "row" else place
    by_itself = _BY_ITSELF.get(name.partition("/")[0])
    if by_itself is not None:
        yield by_itself
