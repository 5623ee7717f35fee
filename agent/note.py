"""What a step leaves in the run's own memory, whether it has just been done or is read back."""

from agent.action import Action, Answer, AskUser, Note
from agent.step import Noted, Step


def notes_of(step: Step) -> tuple[Noted, ...]:
    """What the step, if it was carried out, adds to the notes."""
    action: Action | None = step.action if step.performed else None
    match action:
        case Note(text=text):
            return (Noted(text=text, place=step.package, step=step.index),)
        case AskUser(question=question):
            reply = step.permit.answer if step.permit else ""
            said = f"Asked the owner: {question} They said: {reply or '(nothing)'}"
            return (Noted(text=said, step=step.index),)
        case _:
            return ()


def answer_of(step: Step) -> str:
    """What the step, if it was carried out, told the person."""
    return step.action.text if step.performed and isinstance(step.action, Answer) else ""
