"""Operations with sub-goals: each is a clause of its own, so that half of the work earns half of the credit.

Most are put together of tasks of the world suite, done one after the other in the same app.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from random import Random
from typing import cast

from agent.evaluation.verdict import Clause
from device.state.query import SqlValue
from tasks.facts import read_facts
from tasks.material.chance import apart, number
from tasks.material.filing import file_gone, file_says, is_copy, no_other_files, only_files
from tasks.material.notebook import NOTES, note
from tasks.material.people import MESSAGES, SENT, digits, listed_people
from tasks.material.table import Record, Table
from tasks.scene import Scene
from tasks.stage import Stage
from tasks.suite import find_suite
from tasks.suites.world.calendar import EVENTS
from tasks.suites.world.expense import EXPENSES
from tasks.suites.world.recipe import RECIPES, SAID
from tasks.suites.world.row import meant, mixed
from tasks.task import Params, Template

FACTS = read_facts(__file__)
ALARMS = Table("com.google.android.deskclock", "alarms.db", "alarm_templates", "_id")
_LABELS = ("Swimming", "Early bus", "Call Grandma", "Yoga", "Medicine", "Bins out")
_EVENT = ("title", "description", "start_ts", "end_ts")
_EXPENSE = ("name", "amount", "category", "note")
Judge = Callable[[Scene, Params], Iterable[Clause]]
Draw = Callable[[Random], Params]
Prepare = Callable[[Stage, Params], None]
Part = Mapping[str, object]


# -- tasks of several parts ------------------------------------------------------------------------------
def parts_of(params: Params) -> list[Params]:
    """What each part is told."""
    return [cast(Params, part["params"]) for part in cast(Sequence[Part], params["parts"])]


def _several(*tasks: str) -> Draw:
    """Each part drawn as the world suite draws it."""

    def draw(random: Random) -> Params:
        parts = [{"task": task, "params": find_suite("world").named(task).draw(random)} for task in tasks]
        return cast(Params, {"parts": parts})

    return draw


def _templates_of(params: Params) -> Iterable[tuple[Template, Params]]:
    for part in cast(Sequence[Part], params["parts"]):
        yield find_suite("world").named(str(part["task"])), cast(Params, part["params"])


def _prepare_all(stage: Stage, params: Params) -> None:
    for template, own in _templates_of(params):
        template.prepare(stage, own)


def _prepare_first(stage: Stage, params: Params) -> None:
    """The parts are in one place, which is filled for the first alone."""
    template, own = next(iter(_templates_of(params)))
    template.prepare(stage, own)


def _judge_all(scene: Scene, params: Params) -> Iterable[Clause]:
    for template, own in _templates_of(params):
        yield from template.judge(scene, own)


def _words(params: Params) -> Params:
    """Everything by the place of its part and its name: {a_number}, {b_number}."""
    named = zip("abc", parts_of(params), strict=False)
    return {f"{letter}_{name}": value for letter, own in named for name, value in own.items()}


# -- sub-goals -------------------------------------------------------------------------------------------
def each_added(
    scene: Scene, table: Table, rows: Sequence[Record], columns: Sequence[str], free: Sequence[str] = ()
) -> Iterable[Clause]:
    """That each of these rows came, a clause for each; and that nothing else in the table changed."""
    came = [dict(one.after) for one in scene.changed(f"row {table.place}") if one.kind == "added"]
    for row in rows:
        ok = any(all(_same(one.get(column), row[column]) for column in columns) for one in came)
        told = "; ".join(", ".join(str(one.get(column)) for column in columns) for one in came)
        yield Clause(demand=f"{row[columns[0]]!s} is added as told", ok=ok, evidence=told or "nothing was")
    wanted = [{column: row[column] for column in columns} for row in rows]
    yield scene.added("and nothing else", table.place, wanted, weight=0, free=free)


def each_gone(scene: Scene, table: Table, params: Params, column: str) -> Iterable[Clause]:
    """That each of the rows that are meant went, a clause for each; and that nothing else changed."""
    keys = {str(place): row for place, row in enumerate(mixed(params), 1) if row in meant(params)}
    went = {one.key for one in scene.changed(f"row {table.place}") if one.kind == "removed"}
    for key, row in keys.items():
        evidence = "it is gone" if key in went else "it is still there"
        yield Clause(demand=f"{row[column]!s} is deleted", ok=key in went, evidence=evidence)
    yield scene.removed("and nothing else", table.place, list(keys), weight=0)


def _same(found: SqlValue, wanted: SqlValue) -> bool:
    if isinstance(found, str) and isinstance(wanted, str):
        return found.strip() == wanted.strip()
    return found == wanted


def _events(scene: Scene, params: Params) -> Iterable[Clause]:
    rows = [meant(own)[0] for own in parts_of(params)]
    yield from each_added(scene, EVENTS, rows, _EVENT)


def _messages(scene: Scene, params: Params) -> Iterable[Clause]:
    rows: list[Record] = [
        {"address": str(own["number"]), "body": str(own["message"]), "type": SENT} for own in parts_of(params)
    ]
    yield from each_added(scene, MESSAGES, rows, ("body", "address", "type"), free=("read", "seen"))


def _expenses(scene: Scene, params: Params) -> Iterable[Clause]:
    yield from each_added(scene, EXPENSES, meant(params), _EXPENSE)


def _recipes(scene: Scene, params: Params) -> Iterable[Clause]:
    yield from each_added(scene, RECIPES, meant(params), SAID)


def _gone(table: Table, column: str) -> Judge:
    return lambda scene, params: each_gone(scene, table, params, column)


def _people(scene: Scene, params: Params) -> Iterable[Clause]:
    """Both are there, and besides them those who were there before."""
    wanted = [(str(own["name"]), digits(str(own["number"]))) for own in parts_of(params)]
    known = [(name, digits(who)) for name, who in cast(list[list[str]], parts_of(params)[0]["others"])]
    people = listed_people(scene)
    evidence = ", ".join(f"{name} {who}" for name, who in people) or "nobody is in the contacts"
    for name, who in wanted:
        yield Clause(demand=f"{name} is added with {who}", ok=(name, who) in people, evidence=evidence)
    ok = people == sorted([*wanted, *known])
    yield Clause(demand="and nobody else came or went", ok=ok, evidence=evidence, weight=0)


def _two_people(random: Random) -> Params:
    """The second is none of those who are known already."""
    task = find_suite("world").named("ContactsAddContact")
    first = task.draw(random)
    taken = [str(first["name"]), *(one for one, _ in cast(list[list[str]], first["others"]))]
    second = task.draw(random)
    while str(second["name"]) in taken:
        second = task.draw(random)
    return cast(Params, {"parts": [{"task": task.name, "params": one} for one in (first, second)]})


def _two_notes(scene: Scene, params: Params) -> Iterable[Clause]:
    paths = [note(str(own["file_name"])) for own in parts_of(params)]
    for path, own in zip(paths, parts_of(params), strict=True):
        yield file_says(scene, f"{path} says as told", path, str(own["text"]))
    yield only_files(scene, "and all other notes are as they were", NOTES, {"added": paths}, weight=0)


def _files(scene: Scene, params: Params) -> Iterable[Clause]:
    doomed, moved = parts_of(params)
    gone = f"{doomed['subfolder']}/{doomed['file_name']}"
    old, new = (f"{moved[place]}/{moved['file_name']}" for place in ("source_folder", "destination_folder"))
    yield file_gone(scene, f"{gone} is deleted", gone)
    yield file_gone(scene, f"{old} is gone", old)
    yield is_copy(scene, f"{new} is what it was", new, old)
    yield no_other_files(scene, "and all other files are as they were", gone, old, new)


def _two_messages(random: Random) -> Params:
    task = find_suite("world").named("SimpleSmsSend")
    numbers = apart(random, 2, number)
    parts = [{"task": task.name, "params": {**task.draw(random), "number": who}} for who in numbers]
    return cast(Params, {"parts": parts})


# -- alarms ------------------------------------------------------------------------------------------------
def some_alarms(random: Random) -> list[dict[str, str | int]]:
    """Three, by label and time, each on or off."""
    return [
        {"label": label, "hour": random.randrange(24), "minutes": random.randrange(60), "enabled": on}
        for label, on in zip(random.sample(_LABELS, 3), (0, 1, random.randint(0, 1)), strict=True)
    ]


def alarm_row(alarm: Mapping[str, str | int]) -> Record:
    """As the clock keeps it: it rings every day."""
    return {"daysofweek": 127, "vibrate": 0, "delete_after_use": 0, "ringtone": None, **alarm}


def _alarms_of(params: Params) -> list[dict[str, str | int]]:
    return cast(list[dict[str, str | int]], params["alarms"])


def _with_alarms(stage: Stage, params: Params) -> None:
    stage.fill(ALARMS, [alarm_row(one) for one in _alarms_of(params)])


def _to_set(random: Random) -> Params:
    alarms = some_alarms(random)
    times = [(one["hour"], one["minutes"]) for one in alarms]
    hour, minutes = next(
        time for _ in range(99) if (time := (random.randrange(24), random.randrange(60))) not in times
    )
    return cast(Params, {"alarms": alarms, "hour": hour, "minutes": minutes})


def _is_set(scene: Scene, params: Params) -> Iterable[Clause]:
    changes = scene.changed(f"row {ALARMS.place}")
    came = [dict(one.after) for one in changes if one.kind == "added"]
    told = "; ".join(map(str, changes)) or "no alarm came or changed"
    right = [one for one in came if (one["hour"], one["minutes"]) == (params["hour"], params["minutes"])]
    demand = f"there is a new alarm for {params['hour']:02}:{params['minutes']:02}"
    yield Clause(demand=demand, ok=len(right) == 1, evidence=told)
    yield Clause(demand="it is on", ok=bool(right) and bool(right[0]["enabled"]), evidence=told)
    yield Clause(demand="and all others are as they were", ok=len(changes) <= 1, evidence=told, weight=0)


def _to_turn(random: Random) -> Params:
    """One that is off goes on, and one that is on goes off."""
    alarms = some_alarms(random)
    return cast(Params, {"alarms": alarms, "on": alarms[0]["label"], "off": alarms[1]["label"]})


def _turned(scene: Scene, params: Params) -> Iterable[Clause]:
    query = f"SELECT label, enabled FROM {ALARMS.name}"  # noqa: S608 - named in our own code
    found = {str(label): bool(on) for label, on in scene.rows(f"{ALARMS.package}/{ALARMS.file}", query)}
    told = ", ".join(f"{label}: {'on' if on else 'off'}" for label, on in found.items()) or "no alarm is left"
    yield Clause(demand=f"{params['on']} is on", ok=found.get(str(params["on"])) is True, evidence=told)
    yield Clause(demand=f"{params['off']} is off", ok=found.get(str(params["off"])) is False, evidence=told)
    wanted = {str(one["label"]): bool(one["enabled"]) for one in _alarms_of(params)}
    wanted |= {str(params["on"]): True, str(params["off"]): False}
    yield Clause(demand="and the third is as it was", ok=found == wanted, evidence=told, weight=0)


# -- templates ---------------------------------------------------------------------------------------------
def _parts(name: str, draw: Draw, judge: Judge = _judge_all, prepare: Prepare = _prepare_all) -> Template:
    return Template(FACTS[name], judge, draw, prepare, _words, solver="Parts")


def _one(name: str, base: str, judge: Judge | None = None) -> Template:
    world = find_suite("world").named(base)
    judge = judge or world.judge
    return Template(FACTS[name], judge, world.draw, world.prepare, world.words, base, needs=world.needs)


TEMPLATES = (
    Template(FACTS["LabAlarmSet"], _is_set, _to_set, _with_alarms),
    Template(FACTS["LabAlarmsTurned"], _turned, _to_turn, _with_alarms),
    _parts("LabBright", _several("SystemWifiTurnOff", "SystemBluetoothTurnOn", "SystemBrightnessMax")),
    _parts("LabDim", _several("SystemWifiTurnOn", "SystemBluetoothTurnOff", "SystemBrightnessMin")),
    _parts("LabTwoEvents", _several(*2 * ["SimpleCalendarAddOneEvent"]), _events, _prepare_first),
    _one("LabDayCleared", "SimpleCalendarDeleteEvents", _gone(EVENTS, "title")),
    _parts("LabTwoContacts", _two_people, _people, _prepare_first),
    _parts("LabTwoMessages", _two_messages, _messages, _prepare_first),
    _one("LabExpenses", "ExpenseAddMultiple", _expenses),
    _one("LabExpensesDeleted", "ExpenseDeleteMultiple2", _gone(EXPENSES, "name")),
    _one("LabRecipes", "RecipeAddMultipleRecipes", _recipes),
    _one("LabRecipesDeleted", "RecipeDeleteMultipleRecipesWithNoise", _gone(RECIPES, "title")),
    _parts("LabPlaces", _several("OsmAndFavorite", "OsmAndMarker")),
    _one("LabPlaylistSaved", "RetroSavePlaylist"),
    _one("LabVideoPlaylists", "VlcCreateTwoPlaylists"),
    _parts("LabTwoNotes", _several(*2 * ["MarkorCreateNote"]), _two_notes, _prepare_first),
    _one("LabNoteRenamed", "MarkorChangeNoteContent"),
    _parts("LabFiles", _several("FilesDeleteFile", "FilesMoveFile"), _files),
)
