"""What a client is told of a task: as data, and in words."""

from mcp_types import CallToolResult, TextContent
from pydantic import BaseModel, Field

from agent.brain.prompt import Prompts
from agent.language.speech import speaker
from agent.run.event import EffectsListed, Ended, Noticed, PlanMade, Question, StepDone
from ui.deed import sentence
from ui.service.told import Standing, Told
from ui.words import came_to, clean, mark, remarks, thought, what

_NEXT = {
    "working": "It is still at work: call follow_task to go on following it.",
    "asking": "It waits for an answer from the person: ask them, then call answer.",
    "paused": "It is paused: call resume_task to let it go on.",
    "taken_over": "The person has the phone: call resume_task when it is handed back.",
    "stopping": "It is about to stop: call follow_task for its end.",
}


class Report(BaseModel):
    """How a task stands."""

    task: int = Field(description="Its number; 0 where there was none yet")
    goal: str
    status: str = Field(
        description="working, asking, paused, taken_over, stopping; or how it ended: complete, unverified "
        "(held for done, without evidence), infeasible, truncated, stopped, error; idle where there was no "
        "task yet"
    )
    verified: bool = Field(default=False, description="Whether each required effect has evidence")
    answer: str = Field(default="", description="What it told the person; text off the phone")
    reason: str = ""
    question: str = Field(default="", description="What it asks the person")
    steps: int = Field(default=0, description="Steps made since the last report, or in all once it ended")
    seconds: float = 0.0
    tokens: int = 0
    cost: float | None = Field(default=0.0, description="US dollars; null where no price is known")
    folder: str = Field(default="", description="Where it is recorded, for `agent show`")


def report(standing: Standing, told: tuple[Told, ...], prompts: Prompts) -> CallToolResult:
    """A task's standing, and what was told of it since the last report."""
    ended = standing.ended
    done = [one.word for one in told if isinstance(one.word, StepDone)]
    data = Report(
        task=standing.task,
        goal=standing.goal,
        status=ended.status if ended else standing.activity,
        question=standing.question.text if standing.question else "",
        steps=ended.steps if ended else len(done),
    )
    if ended is not None:
        data = data.model_copy(update=_ending(ended))
    lines = [line for one in told for line in _lines(one)]
    words = [prompts.fence("task", "\n".join(lines))] if lines else []
    words += [_in_short(standing), *_held(done)]
    return CallToolResult(
        content=[TextContent(text="\n".join(words))], structured_content=data.model_dump(mode="json")
    )


def progress_line(done: StepDone) -> str:
    """A step in one line."""
    return f"{done.step.index} {mark(done.step)[0]} {what(done.step)}"


def progress_told(done: StepDone, goal: str) -> str:
    """The same for whoever watches: in a sentence of the goal's language, where there is one."""
    told = sentence([done.step], speaker(goal))
    return f"{done.step.index} {mark(done.step)[0]} {told}" if told else progress_line(done)


def _ending(ended: Ended) -> dict[str, object]:
    return {
        "verified": ended.verified,
        "answer": ended.answer,
        "reason": ended.reason,
        "seconds": round(ended.seconds, 1),
        "tokens": ended.tokens,
        "cost": ended.cost,
        "folder": str(ended.folder or ""),
    }


def _in_short(standing: Standing) -> str:
    """What is ours to say; what came off the phone stands in the fence above."""
    if standing.ended is not None:
        return came_to(standing.ended)
    return _NEXT.get(standing.activity, "There was no task yet: call run_task.")


_HELD_BY = {
    "person": "The owner said no to",
    "nobody": "Nobody answered for the owner, who can do it on the phone",
    "policy": "The owner allows none of this in this task",
}
"""Why a class of action was not done, by who kept it from being done."""


def _held(done: list[StepDone]) -> list[str]:
    """What was not done for want of the owner's word, and who said so; never how to do without it."""
    permits = [one.step.permit for one in done if one.step.permit and not one.step.permit.allowed]
    held = {by: sorted({name for one in permits if one.by == by for name in one.classes}) for by in _HELD_BY}
    return [f"{_HELD_BY[by]}: {', '.join(classes)}" for by, classes in held.items() if classes]


def _lines(told: Told) -> list[str]:
    match told.word:
        case EffectsListed(effects=effects):
            return [f"to be seen in the end: {'; '.join(clean(effect.text) for effect in effects)}"]
        case PlanMade(plan=plan):
            return [f"plan: {'; '.join(clean(subgoal) for subgoal in plan.subgoals)}"]
        case Noticed(text=text):
            return [f"model: {clean(text, 400)}"]
        case StepDone(step=step) as done:
            why = [f"  {thought(step)}"] if thought(step) else []
            return [progress_line(done), *why, *(f"  {remark}" for remark in remarks(step, "the owner"))]
        case Question(text=text):
            return [f"asks: {clean(text, 400)}"]
        case Ended(answer=answer, reason=reason, evidence=evidence):
            ends = (("answer", answer), ("because", reason), ("seen", evidence))
            return [f"{name}: {clean(text, 2000)}" for name, text in ends if text]
        case _:
            return []
