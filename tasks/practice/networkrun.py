"""A run of the network by itself: it looks and touches as the loop does, with no record, guard or person."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from agent.action.action import Action, Answer, Status, Wait
from agent.action.perform import touch
from agent.offline.learned.move import Deed, Move, action_of, spanned
from agent.offline.learned.scene import Moment, NetworkScreen, scene_of
from agent.offline.learned.session import Choice
from agent.offline.training.sample import Deal
from agent.perception.compare import fingerprint
from agent.run.status import RunStatus
from agent.run.step import Spot
from device.client import Device
from device.error import TapwrightError
from device.screen import Observation
from grounding.direct import directly
from grounding.target import Target

Choose = Callable[[Moment], Choice | None]
"""What to do; None gives up."""
_SAME = 3
"""So often one move may come to nothing."""


@dataclass(frozen=True)
class NetworkRun:
    """One run."""

    goal: str
    deals: tuple[Deal, ...]
    confidences: tuple[float, ...]
    status: RunStatus
    answer: str = ""


def play(device: Device, goal: str, choose: Choose, most: int) -> NetworkRun:
    """Work on the goal until the network says that it is done, gives up, or the steps are spent."""
    deals: list[Deal] = []
    sure: list[float] = []
    past: list[Deed] = []
    answer = ""
    status = RunStatus.TRUNCATED
    before = ""
    for _ in range(most):
        device.settle()
        seen = device.observe(screenshot=False)
        now = fingerprint(seen)
        if past and past[-1].kind not in ("wait", "answer_of") and now == before:
            past[-1] = replace(past[-1], came_to_nothing=True)
            deals[-1] = replace(deals[-1], deed=past[-1])
        before = now
        scene = scene_of(seen)
        choice = choose(Moment(goal, scene, tuple(past)))
        if choice is None:
            status = RunStatus.INFEASIBLE
            break
        deal = _deal(choice.move, goal, scene)
        deals.append(deal)
        sure.append(choice.confidence)
        if choice.move.kind == "complete":
            status = RunStatus.COMPLETE
            break
        if _stands_still(past, deal.deed):
            break
        past.append(deal.deed)
        action = action_of(choice.move, goal, scene.things)
        if isinstance(action, Answer):
            answer = action.text
            continue
        if not _done(device, action, seen):
            past[-1] = replace(deal.deed, came_to_nothing=True)
    return NetworkRun(goal, tuple(deals), tuple(sure), status, answer)


def _stands_still(past: list[Deed], deed: Deed) -> bool:
    latest = past[-_SAME:]
    return len(latest) == _SAME and all(one == replace(deed, came_to_nothing=True) for one in latest)


def _done(device: Device, action: Action, seen: Observation) -> bool:
    """Do it; whether the phone would."""
    try:
        if isinstance(action, Wait):
            device.wait(action.seconds)
        elif not isinstance(action, Status):
            touch(action, _spots(action, seen), seen, device)
    except TapwrightError:
        return False
    return True


def _spots(action: object, seen: Observation) -> tuple[Spot, ...]:
    spots = []
    for name in ("target", "start", "end"):
        target = getattr(action, name, None)
        if isinstance(target, Target):
            found = directly(seen, target)
            assert found is not None
            spots.append(Spot(point=found.point, bounds=found.bounds, confidence=1.0, method=found.method))
    return tuple(spots)


def _deal(move: Move, goal: str, scene: NetworkScreen) -> Deal:
    """The move as it is learned from."""
    seen = scene.things
    thing = seen[move.thing] if move.thing is not None else None
    label, rid = (thing.label[:80], thing.rid) if thing else ("", "")
    kind, text = move.kind, ""
    if kind == "type_span":
        text = spanned(goal, move)
    elif kind == "type_of" and move.source is not None:
        text = seen[move.source].text
    elif kind == "open_app":
        text = move.app
    elif kind == "answer_of" and move.source is not None:
        text = seen[move.source].text
    deed = Deed("type_span" if kind == "type_of" else kind, label, rid, text)
    return Deal(scene, kind, move.thing, move.source, text if kind == "type_span" else "", move.app, deed)
