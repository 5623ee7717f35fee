"""recall: what the person told and earlier runs showed that bears on the goal (ColorAgent's retrieval).

Plain code: it is done when a run begins and when another app comes to the front, before anything is planned
or decided there.
"""

from agent.memory.memory import Memory, Recalled
from agent.run.state import State
from agent.run.step import Saying

_LONGEST_GIST = 300


def recall(state: State, memory: Memory, run: str) -> tuple[Recalled, Saying]:
    """What is relevant, and how the record tells of it. Raises ConfigError where memory can't be read."""
    assert state.seen is not None
    aim = state.errand.task if state.errand else ""
    goal = f"{state.goal}\n{aim}" if aim else state.goal
    found = memory.recall(goal, state.seen.observation.package, run)
    text = " | ".join((*found.wishes, *found.knowledge)) or "nothing"
    return found, Saying(role="recall", text=text[:_LONGEST_GIST])
