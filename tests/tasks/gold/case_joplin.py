"""Questions about notes, among a hundred others."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from random import Random

from device.phone.apps.joplin.schema import NOTES, PACKAGE
from device.phone.phone import Phone
from tests.tasks.gold.case import Case

FOLDERS = ("Recipes", "Tasks", "Meeting Notes", "Personal", "Work", "Home", "Ideas", "健康")
TITLES = (
    *(
        "Weekly Review",
        "To-do before Friday",
        "List of gifts",
        "Meeting with the Agenda Group",
        "Stew of beef",
    ),
    *(
        'It\'s "only" a note',
        "购物清单",
        "Budget",
        "A very long title that does not fit into one line at all",
    ),
)
BODIES = (
    "Ingredients:\n- 1 cup rice\n- salt\n\nInstructions:\n1. Boil for 20 minutes.\n",
    "Call mom.\nBuy milk, eggs & bread.",
    "# Plan\n\n* 5 people for dinner\n",
    "",
)
_MS = 1_697_297_640_000
"""Yesterday, when all of a benchmark's notes were made."""


@dataclass(frozen=True, slots=True)
class Noted:
    """A note of the sheet."""

    folder: str
    title: str
    body: str = ""
    todo: bool = False
    done: bool = False


def fill(notes: Sequence[Noted]) -> Callable[[Phone], None]:
    """The rows written from outside in place of what was there, the app stopped."""

    def run(phone: Phone) -> None:
        random, database = Random(len(notes)), phone.database(PACKAGE, NOTES)
        for table in ("notes", "folders", "note_tags"):
            database.run(f"DELETE FROM {table}")
        folders = {title: random.randbytes(16).hex() for title in dict.fromkeys(one.folder for one in notes)}
        for title, number in folders.items():
            database.run(
                "INSERT INTO folders (id, title, created_time, updated_time) VALUES (?, ?, ?, ?)",
                *(number, title, _MS, _MS),
            )
        for one in notes:
            database.run(
                "INSERT INTO notes (id, parent_id, title, body, is_todo, todo_completed, created_time, "
                "updated_time, user_created_time, user_updated_time) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                *(random.randbytes(16).hex(), folders[one.folder], one.title, one.body),
                *(int(one.todo), int(one.done), *(_MS,) * 4),
            )
        phone.shell(f"am force-stop {PACKAGE}")

    return run


def noise(random: Random, folder: str, spare: Callable[[Noted], bool], count: int = 100) -> list[Noted]:
    """Notes and to-dos, every third in the same notebook, that `spare` is not true for."""
    found: list[Noted] = []
    while len(found) < count:
        one = Noted(
            folder if random.random() < 0.3 else random.choice(FOLDERS),
            random.choice(TITLES),
            random.choice(BODIES),
            random.random() < 0.5,
            random.random() < 0.5,
        )
        if not spare(one):
            found.append(one)
    return found


def asking(
    task: str,
    values: Mapping[str, object],
    wanted: Sequence[Noted],
    others: Sequence[Noted],
    answer: str,
    name: str = "",
) -> Case:
    """A question about some notes among others, that changes none of them."""
    notes = Random(3).sample([*wanted, *others], len(wanted) + len(others))

    def done(phone: Phone, said: str) -> bool:
        rows = phone.database(PACKAGE, NOTES).rows("SELECT title, body, is_todo, updated_time FROM notes")
        kept = sorted((one.title, one.body, int(one.todo), _MS) for one in notes)
        return said == answer and sorted(rows) == kept

    return Case(task, done, values, before=fill(notes), name=name)


_R = Random(17)
_RECIPE = (
    "Ingredients:\n- 1 cup all-purpose flour\n- 1/2 cup packed brown sugar\n- {} {}\n- 1/4 teaspoon salt\n\n"
    "Instructions:\n1. Preheat oven to 375°F (190°C).\n2. Grease a dish.\n3. Bake for 20-25 minutes.\n"
)
_MEETING = "Meeting Recap:\n- Analyzed customer feedback\n- Scheduled follow-up meetings\n- {} attended\n"


def _none(_: Noted) -> bool:
    return False


def _recipe(ingredient: str, quantity: str, title: str, name: str) -> Case:
    return asking(
        "NotesRecipeIngredientCount",
        {"ingredient": ingredient, "title": title},
        [
            Noted("Recipes", title, _RECIPE.format(quantity, ingredient)),
            Noted("Recipes", f"{title} Soup", _RECIPE.format("9 cups", ingredient)),
        ],
        noise(_R, "Recipes", _none),
        quantity,
        name,
    )


CASES = (
    asking(
        "NotesIsTodo",
        {"title": "To-Do List"},
        [Noted("Work", "To-Do List", todo=True, done=True), Noted("Work", "To-Do Lists")],
        noise(_R, "Work", _none),
        "True",
        "done",
    ),
    asking(
        "NotesIsTodo",
        {"title": "Meeting Agenda"},
        [Noted("Home", "Meeting Agenda"), Noted("Home", "Meeting Agenda 2", todo=True)],
        noise(_R, "Home", _none),
        "False",
        "no",
    ),
    _recipe("spirulina", "3/4 cup", "Tacos", "short"),
    _recipe("goji berries", "2 tablespoons", "Vegetable Stir-fry", "hyphen"),
    asking(
        "NotesMeetingAttendeeCount",
        {"title": "Company All-Hands Meeting"},
        [Noted("Meeting Notes", "Company All-Hands Meeting", _MEETING.format("100 individuals"))],
        noise(_R, "Meeting Notes", _none),
        "100",
    ),
    asking(
        "NotesTodoItemCount",
        {"folder": "Ideas"},
        [Noted("Ideas", f"Idea {place % 7}", todo=place % 3 > 0, done=place % 2 > 0) for place in range(60)],
        noise(_R, "Home", lambda one: one.folder == "Ideas"),
        "40",
        "many",
    ),
    asking(
        "NotesTodoItemCount",
        {"folder": "健康"},
        [Noted("健康", "Run", todo=True), Noted("健康", "Swim")],
        noise(_R, "Home", lambda one: one.folder == "健康"),
        "1",
        "one",
    ),
)
