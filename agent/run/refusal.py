"""Why an action that is not permitted is not made: as a reason for the program, in words for who decides."""

from agent.action.action import Action, TakeOver
from agent.language.consent import consent, is_bare_no
from agent.run.step import Handling, Permit


def handling_of(action: Action, permit: Permit) -> Handling:
    """The reason that a permit which does not allow the action comes to."""
    if isinstance(action, TakeOver):
        return Handling.REFUSED if permit.answer else Handling.UNANSWERED
    if permit.reason and permit.by != "person":
        return Handling.FORBIDDEN
    if not permit.answer:
        return Handling.UNANSWERED
    return Handling.UNCLEAR if consent(permit.answer) == "unclear" else Handling.REFUSED


def refusal(action: Action, permit: Permit) -> str:
    """The same in words for a model; they speak of the owner."""
    match handling_of(action, permit):
        case Handling.REFUSED if isinstance(action, TakeOver):
            return "the owner won't take over"
        case Handling.REFUSED:
            return f"the owner does not allow this{said(permit)}"
        case Handling.UNCLEAR:
            return f"the owner said neither yes nor no to this{said(permit)}"
        case Handling.UNANSWERED if isinstance(action, TakeOver):
            return "nobody is there to take over"
        case Handling.UNANSWERED:
            return f"this needs the owner's word{said(permit)} and nobody gave it"
        case _:
            return permit.reason


def said(permit: Permit) -> str:
    """What was held, and what the person said to it beyond a bare no."""
    classes = f" ({', '.join(permit.classes)})"
    return classes if not permit.answer or is_bare_no(permit.answer) else f"{classes}: {permit.answer}"
