"""Questions about the notes in Joplin, a hundred others among them.

Where we differ from AndroidWorld: an answer must be right in what it says (see tasks/answer.py), and no note
may be changed on the way to it.
"""

from collections.abc import Callable, Iterable, Mapping
from random import Random

from agent.evaluation.verdict import Clause
from tasks.answer import counted, says_number, says_text, says_truth
from tasks.facts import read_facts
from tasks.material.table import Record, Table
from tasks.scene import Scene
from tasks.stage import Stage
from tasks.suites.world.row import Made, meant, mixed, params_of
from tasks.task import Params, Template

FACTS = read_facts(__file__)
PACKAGE, _FILE = "net.cozic.joplin", "joplin.sqlite"
MADE = 1_697_297_640_000
"""Yesterday, when all notes and notebooks were made."""
_TIMES = dict.fromkeys(("created_time", "updated_time"), MADE)
_USER_TIMES = dict.fromkeys(("user_created_time", "user_updated_time"), MADE)
NOTES = Table(PACKAGE, _FILE, "notes", "rowid", {**_TIMES, **_USER_TIMES})
SEARCHED = Table(PACKAGE, _FILE, "notes_normalized", "rowid", _USER_TIMES)
FOLDERS = Table(PACKAGE, _FILE, "folders", "rowid", {**_TIMES, **_USER_TIMES})
TAGGED = Table(PACKAGE, _FILE, "note_tags", "rowid")
NOTEBOOKS = ("Recipes", "Tasks", "Meeting Notes", "Personal", "Work", "Home", "Ideas", "健康")
_OTHER_TITLES = (
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
_BODIES = (
    "Ingredients:\n- 1 cup rice\n- salt\n\nInstructions:\n1. Boil for 20 minutes.\n",
    "Call mom.\nBuy milk, eggs & bread.",
    "# Plan\n\n* 5 people for dinner\n",
    "",
)
TITLES = ("Grocery List", "Meeting Agenda", "Daily Journal", "To-Do List", "Travel Itinerary", "Study Notes")
_QUANTITIES = ("1 cup", "3/4 cup", "2 tablespoons", "1 teaspoon", "3 teaspoons")
_INGREDIENTS = ("almond flour", "chia seeds", "tahini", "matcha powder", "buckwheat groats", "millet")
_RECIPES = ("Pancake Recipe", "Spaghetti Carbonara", "Vegetable Stir-fry", "Beef Stew", "Fruit Smoothie")
_COOKED = (
    "Ingredients:\n- {} {}\n- 2 cups all-purpose flour\n- 1 cup milk\n\nInstructions:\n1. Preheat oven to "
    "400°F (200°C).\n2. In a mixing bowl, combine all.\n3. Drop dough by spoonfuls onto a greased sheet.\n",
    "Ingredients:\n- 1 cup quinoa\n- 1/4 cup chopped bell peppers\n- {} {}\n\nInstructions:\n1. Rinse quinoa "
    "under cold water.\n2. Reduce heat, cover, and simmer for 15-20 minutes.\n",
)
_MEETINGS = ("Team Weekly Sync", "Budget Planning Session", "Training Workshop for New Hires", "Q&A")
_HELD = (
    "Meeting Notes:\n- Discussed project milestones\n- Attended by {} participants\n",
    "Meeting Minutes:\n- Addressed client concerns\n- {} attendees were present\n",
    "Meeting Follow-up:\n- Assign new tasks\n- Confirm deadlines\n- {} people attended\n",
)


# -- records -------------------------------------------------------------------------------------------
def note(folder: str, title: str, body: str = "", *, todo: bool = False, done: bool = False) -> Made:
    """A note of a notebook."""
    return {"folder": folder, "title": title, "body": body, "is_todo": int(todo), "todo_completed": int(done)}


def other_notes(
    random: Random, folder: str, spared: Callable[[Record], bool], count: int = 100
) -> list[Made]:
    """Notes and to-dos, every third in the same notebook, that `spared` is not true for."""
    found: list[Made] = []
    while len(found) < count:
        one = note(
            folder if random.random() < 0.3 else random.choice(NOTEBOOKS),
            random.choice(_OTHER_TITLES),
            random.choice(_BODIES),
            todo=random.random() < 0.5,
            done=random.random() < 0.5,
        )
        if not spared(one):
            found.append(one)
    return found


def fill_notes(stage: Stage, params: Params) -> None:
    """Have these notes alone, in notebooks of their own."""
    notes = mixed(params)
    titles = sorted({str(one["folder"]) for one in notes})
    folders = {title: f"{place:032x}" for place, title in enumerate(titles, 1)}
    rows: list[Record] = [
        {
            **{column: value for column, value in one.items() if column != "folder"},
            "id": f"{place:016x}{place:016x}",
            "parent_id": folders[str(one["folder"])],
        }
        for place, one in enumerate(notes, 1)
    ]
    stage.fill(TAGGED, [])
    stage.fill(FOLDERS, [{"id": number, "title": title} for title, number in folders.items()])
    stage.fill(NOTES, rows)
    stage.fill(SEARCHED, rows)


# -- drawing -------------------------------------------------------------------------------------------
def _quantity(random: Random) -> Params:
    title, ingredient = random.choice(_RECIPES), random.choice(_INGREDIENTS)
    quantity = random.choice(_QUANTITIES)
    body = random.choice(_COOKED).format(quantity, ingredient)
    return params_of(
        [note("Recipes", title, body)],
        other_notes(random, "Recipes", lambda one: title.lower() in str(one["title"]).lower()),
        body=body,
        ingredient=ingredient,
        ingredient_quantity=quantity,
        title=title,
    )


def _attendees(random: Random) -> Params:
    title, count = random.choice(_MEETINGS), str(random.randrange(5, 101, 5))
    body = random.choice(_HELD).format(count)
    return params_of(
        [note("Meeting Notes", title, body)],
        other_notes(random, "Meeting Notes", lambda one: title.lower() in str(one["title"]).lower()),
        attendee_count=count,
        body=body,
        title=title,
    )


def _is_todo(random: Random) -> Params:
    title, folder = random.choice(TITLES), random.choice(NOTEBOOKS)
    wanted = note(folder, title, random.choice(_BODIES), todo=random.choice((True, False)))
    return params_of(
        [wanted],
        other_notes(random, folder, lambda one: str(one["title"]).lower() == title.lower()),
        body=str(wanted["body"]),
        folder=folder,
        is_todo=str(bool(wanted["is_todo"])),
        title=title,
    )


def _todos(random: Random) -> Params:
    folder = random.choice(NOTEBOOKS)
    wanted = [note(folder, title, random.choice(_BODIES), todo=True) for title in random.sample(TITLES, 3)]
    return params_of(
        wanted,
        other_notes(random, folder, lambda one: bool(one["is_todo"]) and one["folder"] == folder),
        body=str(wanted[0]["body"]),
        folder=folder,
        title=str(wanted[0]["title"]),
    )


# -- after ---------------------------------------------------------------------------------------------
Right = Callable[[str, Params], tuple[str, bool]]
"""From an answer and the parameters to the right answer, and whether it was given."""


def _amount(answer: str, params: Params) -> tuple[str, bool]:
    wanted = str(params["ingredient_quantity"])
    return wanted, says_text(answer, wanted)


def _people(answer: str, params: Params) -> tuple[str, bool]:
    wanted = str(params["attendee_count"])
    return wanted, says_number(answer, int(wanted), counted("attendees", "participants", "people"))


def _truth(answer: str, params: Params) -> tuple[str, bool]:
    wanted = str(params["is_todo"])
    return wanted, says_truth(answer, wanted == "True")


def _count(answer: str, params: Params) -> tuple[str, bool]:
    wanted = len(meant(params))
    return str(wanted), says_number(answer, wanted, counted("to-dos", "todos"))


def _asking(right: Right) -> Callable[[Scene, Params], Iterable[Clause]]:
    def judge(scene: Scene, params: Params) -> Iterable[Clause]:
        wanted, ok = right(scene.answer, params)
        yield scene.answered(f"the answer is {wanted}", ok)
        yield scene.untouched("no note is changed", f"row {PACKAGE}/{_FILE}/*")

    return judge


_ASKED: Mapping[str, tuple[Callable[[Random], Params], Right]] = {
    "NotesIsTodo": (_is_todo, _truth),
    "NotesMeetingAttendeeCount": (_attendees, _people),
    "NotesRecipeIngredientCount": (_quantity, _amount),
    "NotesTodoItemCount": (_todos, _count),
}
TEMPLATES = tuple(
    Template(FACTS[name], _asking(right), draw, fill_notes) for name, (draw, right) in _ASKED.items()
)
