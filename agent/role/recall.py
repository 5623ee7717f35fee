"""recall: what the person's own store knows about the goal and the app in front (ColorAgent's retrieval)."""

from agent.context import Context
from agent.state import State
from agent.step import Saying


def recall(state: State, context: Context) -> tuple[str, ...]:
    """The pieces that are relevant; nothing where there is no store."""
    if context.knowledge is None:
        return ()
    assert state.seen is not None
    found = context.knowledge.recall(state.goal, state.seen.observation.package)
    context.said.append(Saying(role="recall", text=" | ".join(found)[:300] or "nothing"))
    return found
