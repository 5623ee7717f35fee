"""Nearly the right answers about notes."""

from collections.abc import Mapping, Sequence

from tasks.gold.hand import Hand
from tasks.gold.joplin import open_notes
from tasks.gold.params import Params
from tests.tasks.suites.attempt import Near
from tests.tasks.suites.otherwords import Words, answered_and, saying


def the_opposite(params: Params) -> str:
    """The other of the two."""
    return "False" if params.text("is_todo") == "True" else "True"


def both_of_them(_params: Params) -> str:
    """Nothing is said by saying both."""
    return "True or False"


def one_too_many(params: Params) -> str:
    """Counted wrong."""
    return str(int(params.text("attendee_count")) + 1)


def another_unit(params: Params) -> str:
    """The amount alone is right."""
    return params.text("ingredient_quantity").split()[0] + " litres"


def without_its_unit(params: Params) -> str:
    """Half of it."""
    return params.text("ingredient_quantity").split()[0]


def four_of_them(_params: Params) -> str:
    """One too many."""
    return "4"


def two_of_them(_params: Params) -> str:
    """One too few."""
    return "2"


def one_ticked_off(hand: Hand, _params: Params) -> None:
    """A to-do done, or undone, by the way."""
    open_notes(hand)
    hand.scroll_to(id="todo_checkbox")
    hand.tap(id="todo_checkbox")


def _near(task: str, *wrong: Words) -> Sequence[Near]:
    return *map(saying, wrong), answered_and(task, one_ticked_off)


NEAR: Mapping[str, Sequence[Near]] = {
    "NotesIsTodo": _near("NotesIsTodo", the_opposite, both_of_them),
    "NotesMeetingAttendeeCount": _near("NotesMeetingAttendeeCount", one_too_many),
    "NotesRecipeIngredientCount": _near("NotesRecipeIngredientCount", another_unit, without_its_unit),
    "NotesTodoItemCount": _near("NotesTodoItemCount", two_of_them, four_of_them),
}
