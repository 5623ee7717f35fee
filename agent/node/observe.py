"""observe: the only reader of the phone."""

from langgraph.runtime import Runtime

from agent.context import Context
from agent.state import State, Update


def observe(state: State, runtime: Runtime[Context]) -> Update:
    """Look at the screen once it stands still; take up what the person said meanwhile."""
    context = runtime.context
    with context.meter.timed("wait"):
        context.control.wait_while_paused()
    seen = context.shots.keep(context.look())
    said = tuple(f"The owner says: {text}" for text in context.control.heard())
    return {"seen": seen, "misses": (), "feedback": state.feedback + said}
