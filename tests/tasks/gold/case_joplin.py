"""Questions about notes, among a hundred others."""

from collections.abc import Callable, Mapping, Sequence
from random import Random

from device.client import Device
from device.link.transport.inprocess import InProcessTransport
from device.phone.apps.joplin.schema import NOTES
from device.phone.phone import Phone
from tasks.material.table import Record
from tasks.stage import Stage
from tasks.suites.world.joplin import MADE, PACKAGE, fill_notes, note, other_notes
from tasks.suites.world.row import params_of
from tests.tasks.gold.case import Case


def fill(notes: Sequence[Record]) -> Callable[[Phone], None]:
    """The app begins with these."""

    def run(phone: Phone) -> None:
        with Device(InProcessTransport(phone)) as device:
            fill_notes(Stage(device), params_of(notes))

    return run


def asking(
    task: str,
    values: Mapping[str, object],
    wanted: Sequence[Record],
    others: Sequence[Record],
    answer: str,
    name: str = "",
) -> Case:
    """A question about some notes among others, that changes none of them."""
    notes = [*wanted, *others]

    def done(phone: Phone, said: str) -> bool:
        rows = phone.database(PACKAGE, NOTES).rows("SELECT title, body, is_todo, updated_time FROM notes")
        kept = sorted((one["title"], one["body"], one["is_todo"], MADE) for one in notes)
        return said == answer and sorted(rows) == kept

    return Case(task, done, values, before=fill(notes), name=name)


_R = Random(17)
_RECIPE = (
    "Ingredients:\n- 1 cup all-purpose flour\n- 1/2 cup packed brown sugar\n- {} {}\n- 1/4 teaspoon salt\n\n"
    "Instructions:\n1. Preheat oven to 375°F (190°C).\n2. Grease a dish.\n3. Bake for 20-25 minutes.\n"
)
_MEETING = "Meeting Recap:\n- Analyzed customer feedback\n- Scheduled follow-up meetings\n- {} attended\n"


def _none(_: Record) -> bool:
    return False


def _recipe(ingredient: str, quantity: str, title: str, name: str) -> Case:
    return asking(
        "NotesRecipeIngredientCount",
        {"ingredient": ingredient, "title": title},
        [
            note("Recipes", title, _RECIPE.format(quantity, ingredient)),
            note("Recipes", f"{title} Soup", _RECIPE.format("9 cups", ingredient)),
        ],
        other_notes(_R, "Recipes", _none),
        quantity,
        name,
    )


CASES = (
    asking(
        "NotesIsTodo",
        {"title": "To-Do List"},
        [note("Work", "To-Do List", todo=True, done=True), note("Work", "To-Do Lists")],
        other_notes(_R, "Work", _none),
        "True",
        "done",
    ),
    asking(
        "NotesIsTodo",
        {"title": "Meeting Agenda"},
        [note("Home", "Meeting Agenda"), note("Home", "Meeting Agenda 2", todo=True)],
        other_notes(_R, "Home", _none),
        "False",
        "no",
    ),
    _recipe("spirulina", "3/4 cup", "Tacos", "short"),
    _recipe("goji berries", "2 tablespoons", "Vegetable Stir-fry", "hyphen"),
    asking(
        "NotesMeetingAttendeeCount",
        {"title": "Company All-Hands Meeting"},
        [note("Meeting Notes", "Company All-Hands Meeting", _MEETING.format("100 individuals"))],
        other_notes(_R, "Meeting Notes", _none),
        "100",
    ),
    asking(
        "NotesTodoItemCount",
        {"folder": "Ideas"},
        [note("Ideas", f"Idea {place % 7}", todo=place % 3 > 0, done=place % 2 > 0) for place in range(60)],
        other_notes(_R, "Home", lambda one: one["folder"] == "Ideas"),
        "40",
        "many",
    ),
    asking(
        "NotesTodoItemCount",
        {"folder": "健康"},
        [note("健康", "Run", todo=True), note("健康", "Swim")],
        other_notes(_R, "Home", lambda one: one["folder"] == "健康"),
        "1",
        "one",
    ),
)
