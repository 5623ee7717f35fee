"""Whether a trace is by whom the plan says, on the phone it says, and within the limits it says.

Plan and trace were written apart from each other, the trace by whoever did the work. What both tell must be
the same; what only one of them tells is taken as told.
"""

from collections.abc import Iterator, Mapping

from pydantic import JsonValue

from agent.run.journal import Manifest
from agent.run.trajectory import Trajectory
from tasks.agent.preset import as_told
from tasks.bundle.redact import EMBEDDED
from tasks.ledger.record import Outcome, Plan
from tasks.plugin import is_own

_EACH_ITS_OWN = frozenset({"max_cost", "use_memory"})
"""Settings that each try has of its own: what was left of the money, and what it is to know."""
_STEPS = "max_steps"
"""The task says how many; a plan of our agent's tells of none, and others may go by it or not."""
_ANY = str(None)


def strange_origin(plan: Plan, outcome: Outcome, trajectory: Trajectory) -> Iterator[str]:
    """A line for each thing that a trace tells of its making otherwise than the plan and the row do."""
    manifest = trajectory.manifest
    yield from _by(plan.entrant, manifest)
    yield from _on(plan.phone, outcome, manifest)
    yield from _within(plan.limits, manifest.config)
    yield from _apart(plan.versions, manifest.versions, "version of ")


def _by(agent: Mapping[str, str], manifest: Manifest) -> Iterator[str]:
    """Who worked; what is somebody's own may leave whatever trace it will, as long as it tells no other."""
    kind = agent.get("entrant", "")
    is_agent = kind == "agent"
    if not is_own(kind) and (not manifest.config if is_agent else manifest.brain != kind):
        yield f"its trace is by {manifest.brain[:80]!r}, and by the plan {kind[:80]!r} tried it"
        return
    told = {name: value for name, value in agent.items() if is_agent or name != _STEPS}
    yield from _apart(told, manifest.config)
    if is_agent:
        yield from _apart(agent, {"prompts": manifest.prompts})


def _on(phone: Mapping[str, str], outcome: Outcome, manifest: Manifest) -> Iterator[str]:
    if manifest.device != outcome.device:
        yield f"its trace is of the phone {manifest.device[:80]!r}, and its row of {outcome.device[:80]!r}"
    is_inside = phone.get("kind") == EMBEDDED
    if is_inside != (manifest.device == EMBEDDED):
        kind = phone.get("kind", "")[:80]
        yield f"its trace is of the phone {manifest.device[:80]!r}, and by the plan that is {kind!r}"
    told = manifest.config.get("weather") if is_inside else None
    if told is not None:
        yield from _apart(phone, {"weather": told})


def _within(limits: Mapping[str, str], config: Mapping[str, JsonValue]) -> Iterator[str]:
    """What bounded it. Its money is what was left of the run's, and so no more than that."""
    if "timeout" in config:
        yield from _apart(limits, {"timeout": config["timeout"]})
    paid, most = config.get("max_cost"), limits.get("max_cost", _ANY)
    if "max_cost" not in config or most == _ANY:
        return
    if not isinstance(paid, int | float) or not paid <= _money(most):
        yield f"its trace was allowed {'any' if paid is None else paid} USD, and by the plan {most[:80]}"


def _money(told: str) -> float:
    try:
        return float(told)
    except ValueError:
        return 0.0


def _apart(plan: Mapping[str, str], trace: Mapping[str, JsonValue], what: str = "") -> Iterator[str]:
    """What both tell, and not alike."""
    for name in sorted(plan.keys() & trace.keys() - _EACH_ITS_OWN):
        told = as_told(trace[name])
        if plan[name] != told:
            yield f"its trace says {what}{name} {told[:80]!r}, and the plan {plan[name][:80]!r}"
