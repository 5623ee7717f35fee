"""On to the next of a goal's sub-tasks, with what the finished one leaves to it."""

from agent.action.action import NavigateHome
from agent.role.extract import Extracting
from agent.role.rewrite import Rewriting
from agent.run.context import Context
from agent.run.state import State, Update
from agent.run.step import Errand
from device.error import ToldToModel


def next_task(state: State, errand: Errand, context: Context) -> Update:
    """On to the next sub-task from the home screen, with what this one found.

    The sub-tasks themselves stay as they were planned from the goal; what was read off a screen only words
    the next one anew, so that no text on a screen becomes an order.
    """
    found, wording = _handed_over(state, errand, context)
    following = errand.model_copy(
        update={"current": errand.current + 1, "found": (*errand.found, found), "wording": wording}
    )
    return {
        "errand": following,
        "plan": None,
        "remedy": NavigateHome(),
        "queue": (),
        "feedback": (),
        "strikes": 0,
        "next": "decide",
    }


def _handed_over(state: State, errand: Errand, context: Context) -> tuple[str, str]:
    """What was found, and the next sub-task in words that hold it."""
    preset, view = context.preset, context.view(state, whole=True)
    found = ""
    try:
        if preset.due("extract", "switch"):
            found = context.ask(Extracting(view)).value.found
        if found and preset.due("rewrite", "switch"):
            following = errand.tasks[errand.current + 1]
            return found, context.ask(Rewriting(view, found=found, following=following)).value.task
    except ToldToModel:
        pass
    return found, ""
