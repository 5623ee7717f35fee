"""Long tasks: the sheet read where it stands, the question answered, each part done with what was read."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import cast

from tasks.gold import sms
from tasks.gold.calendar import search
from tasks.gold.expense import CATEGORIES
from tasks.gold.hand import Hand
from tasks.gold.markor import read_note
from tasks.gold.params import Params, Value
from tasks.gold.registry import Solver, solver_for, solves
from tasks.material.longtask import ANSWER, LONG_TASKS, PARTS, WORD_FOR_WORD, LongTask, read

Facts = Mapping[str, str]
Sheet = dict[str, Value]
NOTE, EVENT = "things_to_do.md", "Things to do"
"""What the goals call the note, and the event, that have the sheet."""


def sheet_in(hand: Hand, where: str, name: str) -> str:
    """The sheet in a `message` from somebody, or in a `note` or an `event` of some name."""
    if where == "message":
        sms.open_conversation(hand, name)
        return sms.latest(hand, mine=False).text
    if where == "note":
        return read_note(hand, name)
    search(hand, name)
    hand.scroll_to(id="event_item_title", text=name)
    hand.tap(id="event_item_title", text=name)
    return hand.read(id="event_description")


# -- reading -------------------------------------------------------------------------------------------
def facts_of(hand: Hand, params: Params, long_task: LongTask) -> dict[str, str]:
    """All that the task has to be told, read off the phone."""
    facts = read(_sheet(hand, params, long_task.sheet).splitlines()) if long_task.sheet else {}
    if long_task.question:
        answer = solver_for(long_task.question)(hand, Params(_told(params, "question")))
        facts[ANSWER] = answer or ""
    return facts


def _sheet(hand: Hand, params: Params, where: str) -> str:
    return sheet_in(hand, where, {"message": params.text("sender"), "note": NOTE}.get(where, EVENT))


def _told(params: Params, part: str) -> Mapping[str, Value]:
    """What the goal says of a part."""
    return cast(Mapping[str, Mapping[str, Value]], params.values["parts"])[part]


# -- doing ---------------------------------------------------------------------------------------------
def _event(facts: Facts) -> Sheet:
    day = date.fromisoformat(facts["Date"])
    return {
        "event_title": facts["Title"],
        "event_description": facts["About"],
        "year": day.year,
        "month": day.month,
        "day": day.day,
        "hour": int(facts["Time"].partition(":")[0]),
        "duration_mins": int(facts["Minutes"]),
    }


def _expense(facts: Facts) -> Sheet:
    number = next(number for number, names in CATEGORIES.items() if facts["Category"] in names)
    cents = round(float(facts["Amount"].lstrip("$")) * 100)
    row = {"name": facts["Expense"], "amount": cents, "category": number, "note": facts["Note"]}
    return {"row_objects": [row]}


def _recipe(facts: Facts) -> Sheet:
    return {"row_objects": [{**facts, "title": facts["Recipe"]}]}


def _playlist(facts: Facts) -> Sheet:
    songs = facts["Songs"].split(", ")
    return {"playlist_name": facts["Playlist"], "files": [f"{song}.mp3" for song in songs]}


SHEETS: Mapping[str, Callable[[Facts], Sheet]] = {
    "event": _event,
    "expense": _expense,
    "recipe": _recipe,
    "playlist": _playlist,
}
"""The parameters of a part, out of the facts, where they stand there in other words."""


def do(hand: Hand, params: Params, long_task: LongTask) -> None:
    """All parts of a task."""
    do_with(hand, params, long_task, facts_of(hand, params, long_task))


def do_with(hand: Hand, params: Params, long_task: LongTask, facts: Facts) -> None:
    """The same, once the facts are known."""
    for part in long_task.parts:
        solver_for(PARTS[part])(hand, Params(_sheet_for(part, params, long_task, facts)))


def _sheet_for(part: str, params: Params, long_task: LongTask, facts: Facts) -> Sheet:
    if part == "note":
        return {"file_name": _told(params, part)["file_name"], "text": facts[long_task.says[part]]}
    if part == "text":
        return {"number": _told(params, part)["number"], "message": facts[long_task.says[part]]}
    if part in SHEETS:
        return SHEETS[part](facts)
    return {name: facts[fact] for fact, name in WORD_FOR_WORD.get(part, {}).items()}


def _solver(long_task: LongTask) -> Solver:
    return lambda hand, params: do(hand, params, long_task)


for _name, _errand in LONG_TASKS.items():
    solves(_name, needs="rapidocr" if "picture" in _errand.parts else "")(_solver(_errand))
