"""What a step leaves in the run's own memory, whether it has just been done or is read back."""

from agent.action.action import Action, Answer, AskUser, Note
from agent.language.consent import says_no_and_more
from agent.language.remark import as_answer
from agent.run.step import Noted, Step

UNHEARD = "the owner said something before this was done: hear it and decide anew"
"""Why a step was not carried out on which the person had spoken after it was decided."""
TAKEN = "the owner took the phone before this was done: look at the screen and decide anew"
"""Why one was not carried out that was decided before the person used the phone by hand."""


def notes_of(step: Step) -> tuple[Noted, ...]:
    """What the step, if it was carried out, adds to the notes."""
    action: Action | None = step.action if step.performed else None
    match action:
        case Note(text=text):
            return (Noted(text=text, place=step.package, step=step.index),)
        case _:
            return ()


def added_by(step: Step) -> tuple[str, ...]:
    """What the person added to the goal by answering the step's question, or by saying no and more than that.

    The question is the model's, and may quote a screen: their own words come first, and the question is
    kept from looking like them.
    """
    if step.permit is None or not step.permit.answer:
        return ()
    if not isinstance(step.action, AskUser):
        counts = says_no_and_more(step.permit.answer) and step.permit.classes and not step.permit.allowed
        return (step.permit.answer,) if counts else ()
    return (as_answer(step.permit.answer, step.action.question),)


def added_after(step: Step) -> tuple[str, ...]:
    """All that the person had added to the goal once the step was carried out."""
    return (*step.added, *added_by(step))


def answer_of(step: Step) -> str:
    """What the step, if it was carried out, told the person."""
    return step.action.text if step.performed and isinstance(step.action, Answer) else ""
