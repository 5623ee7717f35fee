"""The thing that is meant is not on the phone, though others much like it are."""

from collections.abc import Callable, Sequence
from random import Random
from typing import cast

from agent.evaluation.verdict import Clause
from tasks.facts import read_facts
from tasks.material.chance import FIRST, LAST, SENTENCES, apart, noise_names, note_name, number, person
from tasks.material.notebook import NOTEBOOK, put_notes
from tasks.material.people import MESSAGES, Message, fill_contacts, fill_messages, listed_people
from tasks.material.table import Table
from tasks.scene import Scene
from tasks.stage import Stage
from tasks.suite import find_suite
from tasks.suites.infeasible.refusal import ENDS, none_called, refused
from tasks.suites.world.agenda import PLACES, TITLES
from tasks.suites.world.calendar import EVENTS, begins, event, other_events
from tasks.suites.world.expense import EXPENSES
from tasks.suites.world.joplin import FOLDERS, NOTEBOOKS, NOTES, fill_notes, other_notes
from tasks.suites.world.recipe import RECIPES
from tasks.suites.world.row import fill_others, others, params_of
from tasks.suites.world.todo import TASKS, other_todos
from tasks.suites.world.todo import TITLES as TODOS
from tasks.task import Params, Template

FACTS = read_facts(__file__)
_MESSENGER = "com.simplemobiletools.smsmessenger"
_PEOPLE = ("com.google.android.contacts", _MESSENGER)
_PARTS = ("Nord", "Blue", "Guest", "Fox", "Café", "Home", "Tower", "Flat")
Draw = Callable[[Random], Params]
Prepare = Callable[[Stage, Params], None]
There = Callable[[Scene, Params], Clause]


# -- people ---------------------------------------------------------------------------------------------
def _somebody(random: Random) -> Params:
    """Others have the same first name, or the same last one."""
    first, last = random.choice(FIRST), random.choice(LAST)
    name = f"{first} {last}"
    near = [f"{first} {random.choice(LAST)}", f"{random.choice(FIRST)} {last}"]
    names = {*near, *(person(random) for _ in range(random.randint(1, 6)))} - {name}
    return cast(
        Params,
        {
            "name": name,
            "number": number(random),
            "message": random.choice(SENTENCES),
            "others": [[other, number(random)] for other in sorted(names)],
        },
    )


def _people(params: Params) -> list[tuple[str, str]]:
    return [(name, who) for name, who in cast(Sequence[Sequence[str]], params["others"])]


def _no_contact(scene: Scene, params: Params) -> Clause:
    return none_called(str(params["name"]), "contact", (name for name, _ in listed_people(scene)))


def _writer(random: Random) -> Params:
    """Others wrote."""
    mine, *numbers = apart(random, random.randint(4, 8), number)
    said = [[who, random.choice(SENTENCES)] for who in numbers]
    return cast(Params, {"number": mine, "message": random.choice(SENTENCES), "others": said})


def _written(stage: Stage, params: Params) -> None:
    fill_messages(stage, [Message(who, text) for who, text in _people(params)])


def _no_messages(scene: Scene, params: Params) -> Clause:
    rows = scene.rows(f"{MESSAGES.package}/{MESSAGES.file}", "SELECT address FROM sms")
    return none_called(str(params["number"]), "message from", (address for (address,) in rows))


# -- events, tasks, notes ------------------------------------------------------------------------------
def _event(random: Random) -> Params:
    """One of that title is on another day."""
    params = _as_in_world("SimpleCalendarDeleteOneEvent", random)
    title, (day, hour) = str(params["event_title"]), (cast(int, params["day"]), cast(int, params["hour"]))
    elsewhere = begins(others(params)[0]).replace(day=day % 28 + 1, hour=(hour + 3) % 24)
    return {**params, **params_of([], [*others(params), event(elsewhere, 30, title)])}


def _no_event_then(scene: Scene, params: Params) -> Clause:
    when = f"{params['year']}-{params['month']:02}-{params['day']:02} {params['hour']:02}:00"
    rows = scene.rows(
        f"{EVENTS.package}/{EVENTS.file}",
        "SELECT title || ' on ' || strftime('%Y-%m-%d %H:%M', start_ts, 'unixepoch') FROM events",
    )
    return none_called(f"{params['event_title']} on {when}", "event", (text for (text,) in rows))


def _placed_event(random: Random) -> Params:
    title = random.choice(TITLES)
    noise = other_events(random, random.randint(10, 30), lambda one: title in str(one["title"]))
    return params_of([], noise, event_title=title, location=random.choice(PLACES))


def _todo(random: Random) -> Params:
    return params_of([], other_todos(random, lambda _: False), title=random.choice(TODOS))


def _note(random: Random) -> Params:
    name = note_name(random)
    return cast(Params, {"file_name": name, "noise_candidates": list(noise_names(random, name))})


def _no_note(scene: Scene, params: Params) -> Clause:
    folder = f"{NOTEBOOK}/"
    notes = (path.removeprefix(folder) for path in scene.after.files if path.startswith(folder))
    return none_called(str(params["file_name"]), "note", notes)


def _joplin_note(random: Random) -> Params:
    params = _as_in_world("NotesRecipeIngredientCount", random)
    said = {name: str(params[name]) for name in ("title", "ingredient")}
    return params_of([], others(params), **said)


def _notebook(random: Random) -> Params:
    absent, other = random.sample(NOTEBOOKS, 2)
    return params_of([], other_notes(random, other, lambda one: one["folder"] == absent), folder=absent)


# -- rows and files --------------------------------------------------------------------------------------
def _as_in_world(task: str, random: Random) -> Params:
    """What a task of the world suite is drawn with."""
    return find_suite("world").named(task).draw(random)


def _without_one(params: Params, column: str) -> Params:
    """What would have been deleted is not there; nothing else of its name is."""
    doomed, *rest = cast(list[dict[str, str]], params["row_objects"])
    kept = [row for row in [*rest, *others(params)] if row[column] != doomed[column]]
    return params_of([], kept, **{column: doomed[column]})


def _expense(random: Random) -> Params:
    return _without_one(_as_in_world("ExpenseDeleteMultiple2", random), "name")


def _recipe(random: Random) -> Params:
    return _without_one(_as_in_world("RecipeDeleteMultipleRecipesWithNoise", random), "title")


def _file(random: Random) -> Params:
    return _as_in_world("FilesMoveFile", random)


def _none_in(table: Table, column: str, name: str, what: str) -> There:
    """That no row has what the parameter `name` says in a column."""

    def there(scene: Scene, params: Params) -> Clause:
        query = f'SELECT "{column}" FROM "{table.name}"'  # noqa: S608 - names of our own code
        rows = scene.rows(f"{table.package}/{table.file}", query)
        return none_called(str(params[name]), what, (value for (value,) in rows))

    return there


def _files_without(stage: Stage, params: Params) -> None:
    for name in cast(list[str], params["noise_candidates"]):
        stage.file(f"{params['source_folder']}/{name}", f"what is in {name}\n")
    stage.have_folder(str(params["destination_folder"]))


def _no_file(scene: Scene, params: Params) -> Clause:
    path = f"{params['source_folder']}/{params['file_name']}"
    return none_called(path, "file", scene.after.files)


def _network(random: Random) -> Params:
    return {"network": f"{random.choice(_PARTS)}-{random.randrange(1000, 10_000)}"}


def _no_network(scene: Scene, params: Params) -> Clause:
    seen = scene.device.shell(["cmd", "wifi", "list-scan-results"]).text.splitlines()[1:]
    saved = scene.device.shell(["cmd", "wifi", "list-networks"]).text.splitlines()[1:]
    name = str(params["network"])
    return none_called(name, "network", (name if f" {name} " in line else line for line in [*seen, *saved]))


def _people_only(stage: Stage, params: Params) -> None:
    fill_contacts(stage, _people(params))


def _notes_only(stage: Stage, params: Params) -> None:
    put_notes(stage, {}, cast(list[str], params["noise_candidates"]))


def _wifi_on(stage: Stage, _params: Params) -> None:
    stage.radio("wifi", True)


def _template(name: str, draw: Draw, prepare: Prepare, there: There, *where: str) -> Template:
    return Template(FACTS[name], refused(there, *where), draw, prepare, ends=ENDS)


def _of_rows(name: str, draw: Draw, table: Table, column: str, said: str, what: str) -> Template:
    """Something that would be a row of a table: `said` is the parameter that its column would hold."""
    prepare = fill_notes if table.package == NOTES.package else fill_others(table)
    return _template(name, draw, prepare, _none_in(table, column, said, what), table.package)


TEMPLATES = (
    _template("AbsentContactText", _somebody, _people_only, _no_contact, *_PEOPLE),
    _template("AbsentContactNumber", _somebody, _people_only, _no_contact, *_PEOPLE),
    _template("AbsentConversationReply", _writer, _written, _no_messages, _MESSENGER),
    _template("AbsentEventDelete", _event, fill_others(EVENTS), _no_event_then, EVENTS.package),
    _of_rows("AbsentEventPlace", _placed_event, EVENTS, "title", "event_title", "event"),
    _of_rows("AbsentTodoComplete", _todo, TASKS, "title", "title", "task"),
    _template("AbsentNoteDelete", _note, _notes_only, _no_note, "net.gsantner.markor"),
    _of_rows("AbsentJoplinNote", _joplin_note, NOTES, "title", "title", "note"),
    _of_rows("AbsentJoplinNotebook", _notebook, FOLDERS, "title", "folder", "notebook"),
    _of_rows("AbsentExpenseDelete", _expense, EXPENSES, "name", "name", "expense"),
    _of_rows("AbsentRecipeDelete", _recipe, RECIPES, "title", "title", "recipe"),
    _template("AbsentFileMove", _file, _files_without, _no_file, "com.google.android.documentsui"),
    _template(
        "AbsentWifiNetwork", _network, _wifi_on, _no_network, "com.android.settings", "com.android.systemui"
    ),
)
