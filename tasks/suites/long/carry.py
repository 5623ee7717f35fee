"""Long tasks made from tasks of the world suite: each part is one of these, told by a sheet, not by a goal.

What is judged of a part is what the world suite judges; each part has a weight of its own.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from datetime import timedelta
from random import Random
from typing import cast

from agent.evaluation.verdict import Clause
from tasks.facts import Facts, read_facts
from tasks.material.chance import NOW, apart, number
from tasks.material.longtask import ANSWER, LONG_TASKS, PARTS, WORD_FOR_WORD, LongTask, written
from tasks.material.notebook import note
from tasks.material.people import Message, fill_messages
from tasks.scene import Scene
from tasks.stage import Stage
from tasks.suite import find_suite
from tasks.suites.world.calendar import EVENTS, begins, event
from tasks.suites.world.expense import CATEGORIES
from tasks.suites.world.message import none_sent
from tasks.suites.world.recipe import told as recipe_told
from tasks.suites.world.row import meant, others
from tasks.task import Params, Template

FACTS = read_facts(__file__)
_NOTE = "things_to_do.md"
_EVENT = "Things to do"
_DAY = NOW.replace(hour=18, minute=0) + timedelta(days=1)
"""When the event is that has the sheet."""
READ = ("row com.android.providers.telephony/mmssms.db/*",)
"""What reading a message changes."""
WEIGHTS = {"event": 2.0, "expense": 2.0, "picture": 3.0, "recipe": 3.0, "playlist": 2.0}
"""What a part is worth where it is not 1."""
Drawn = dict[str, Params]


def world(name: str) -> Template:
    """A task of the world suite."""
    return find_suite("world").named(name)


# -- facts -----------------------------------------------------------------------------------------------
def _of_event(params: Params) -> dict[str, str]:
    return {
        "Title": str(params["event_title"]),
        "Date": f"{begins(meant(params)[0]):%Y-%m-%d}",
        "Time": f"{params['hour']:02}:00",
        "Minutes": str(params["duration_mins"]),
        "About": str(params["event_description"]),
    }


def _of_expense(params: Params) -> dict[str, str]:
    row = meant(params)[0]
    return {
        "Expense": str(row["name"]),
        "Amount": f"${int(str(row['amount'])) / 100:.2f}",
        "Category": CATEGORIES[int(str(row["category"])) - 1],
        "Note": str(row["note"]),
    }


def _of_recipe(params: Params) -> dict[str, str]:
    (_, title), *rest = recipe_told(meant(params)[0]).items()
    return {"Recipe": title, **dict(rest)}


def _of_playlist(params: Params) -> dict[str, str]:
    songs = str(world("RetroCreatePlaylist").words(params)["songs"])
    return {"Playlist": str(params["playlist_name"]), "Songs": songs}


_FACTS_OF: Mapping[str, Callable[[Params], dict[str, str]]] = {
    "event": _of_event,
    "expense": _of_expense,
    "recipe": _of_recipe,
    "playlist": _of_playlist,
}
"""What a sheet says of a part in words of its own."""
_ANSWERS: Mapping[str, Callable[[Params], str]] = {
    "SportsTrackerActivityDuration": lambda params: str(int(str(meant(params)[0]["totaltime"])) // 60_000),
    "TasksHighPriorityTasksDueOnDate": lambda params: str(meant(params)[0]["title"]),
    "SimpleCalendarLocationOfEvent": lambda params: str(params["location"]),
    "NotesRecipeIngredientCount": lambda params: str(params["ingredient_quantity"]),
    "NotesMeetingAttendeeCount": lambda params: str(params["attendee_count"]),
}


# -- drawing -------------------------------------------------------------------------------------------
def _drawer(long_task: LongTask) -> Callable[[Random], Params]:
    def draw(random: Random) -> Params:
        drawn: Drawn = {part: world(PARTS[part]).draw(random) for part in long_task.parts}
        sender, to = apart(random, 2, number)
        sheet = {name: text for part in long_task.parts for name, text in sheet_of(part, drawn[part]).items()}
        known = dict(sheet)
        if long_task.question:
            drawn["question"] = world(long_task.question).draw(random)
            known[ANSWER] = _ANSWERS[long_task.question](drawn["question"])
        if "note" in drawn:
            drawn["note"] = {**drawn["note"], "text": known[long_task.says["note"]]}
        if "text" in drawn:
            drawn["text"] = {"number": to, "message": known[long_task.says["text"]]}
        return cast(Params, {"parts": drawn, "sheet": sheet, "sender": sender})

    return draw


def sheet_of(part: str, params: Params) -> dict[str, str]:
    """What a sheet says of a part; nothing of one that the goal tells."""
    if part in _FACTS_OF:
        return _FACTS_OF[part](params)
    return {fact: str(params[name]) for fact, name in WORD_FOR_WORD.get(part, {}).items()}


def parts_of(params: Params) -> Drawn:
    """The parameters of each part, and of the question."""
    return cast(Drawn, params["parts"])


def _words(params: Params) -> Params:
    """Everything by its part and name: {text_number}."""
    flat = {f"{part}_{name}": value for part, own in parts_of(params).items() for name, value in own.items()}
    return {**flat, "sender": params["sender"], "source": _NOTE, "source_event": _EVENT}


# -- before --------------------------------------------------------------------------------------------
def _preparer(long_task: LongTask) -> Callable[[Stage, Params], None]:
    """The parts one after the other, and then the sheet, which the parts' own preparations may not know."""

    def prepare(stage: Stage, params: Params) -> None:
        parts = parts_of(params)
        for part in long_task.parts:
            world(PARTS[part]).prepare(stage, parts[part])
        if long_task.question:
            world(long_task.question).prepare(stage, parts["question"])
        text = written(cast(dict[str, str], params["sheet"]))
        if long_task.sheet == "message":
            fill_messages(stage, [Message(str(params["sender"]), text)])
        elif long_task.sheet == "note":
            stage.file(note(_NOTE), f"{text}\n")
        elif long_task.sheet == "event":
            hour = event(_DAY, 60, _EVENT, text)
            rest = others(parts["event"]) if "event" in parts else []
            stage.fill(EVENTS, [*rest, hour])

    return prepare


# -- after ---------------------------------------------------------------------------------------------
def _judge(long_task: LongTask) -> Callable[[Scene, Params], Iterable[Clause]]:
    def judge(scene: Scene, params: Params) -> Iterable[Clause]:
        parts = parts_of(params)
        for part in long_task.parts:
            yield from weighed(world(PARTS[part]).judge(scene, parts[part]), WEIGHTS.get(part, 1.0))
        if "text" not in long_task.parts:
            yield none_sent(scene)

    return judge


def weighed(clauses: Iterable[Clause], weight: float) -> list[Clause]:
    """The clauses with weights that come to this together."""
    found = list(clauses)
    whole = sum(clause.weight for clause in found)
    return [clause.model_copy(update={"weight": weight * clause.weight / whole}) for clause in found]


def _sheet(facts: Facts, long_task: LongTask) -> Facts:
    """Where the parts leave their marks, and what they take together."""
    templates = [world(PARTS[part]) for part in long_task.parts]
    touches = (*READ, *(place for template in templates for place in template.facts.touches))
    least = sum(template.facts.steps for template in templates)
    return replace(
        facts,
        touches=touches,
        steps=max(20, least),
        complexity=round(sum(template.facts.complexity for template in templates) * 1.5, 1),
    )


def _template(name: str, long_task: LongTask) -> Template:
    return Template(
        _sheet(FACTS[name], long_task), _judge(long_task), _drawer(long_task), _preparer(long_task), _words
    )


TEMPLATES = tuple(_template(name, long_task) for name, long_task in LONG_TASKS.items())
