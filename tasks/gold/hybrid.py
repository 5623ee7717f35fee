"""Tasks of `hybrid`: facts read where they stand, gaps asked for, each part done by call or by touch."""

from collections.abc import Mapping
from typing import cast

from pydantic import JsonValue

from tasks.gold.hand import Hand
from tasks.gold.longtask import SHEETS, sheet_in
from tasks.gold.params import Params
from tasks.gold.registry import Solver, solver_for, solves
from tasks.material.hybrid import EVENT, NOTE, HybridTask, hybrid_tasks, lines_of
from tasks.material.longtask import PARTS, WORD_FOR_WORD, read

Facts = dict[str, str]
Arguments = dict[str, JsonValue]
_WORDS: Mapping[str, str] = {
    "event.Time": "time", "event.Date": "date", "contact.Phone": "phone number", "contact.Name": "name",
    "expense.Amount": "amount", "expense.Category": "category", "playlist.Playlist": "title",
    "note.file_name": "file name", "note.text": "content", "text.number": "recipient",
    "text.message": "wording",
}  # fmt: skip
"""What the person is asked for."""
FUNCTIONS: Mapping[str, str] = {
    "event": "simple_calendar_pro_create_event", "contact": "contacts_create_contact",
    "expense": "pro_expense_add_expense", "recipe": "broccoli_create_recipe",
    "playlist": "retro_music_create_playlist", "note": "markor_create_note",
    "text": "simple_sms_messenger_send_message",
}  # fmt: skip
"""The function of an app that does a part."""
_READ_NOTE = "markor_read_note"


# -- reading -------------------------------------------------------------------------------------------
def _facts_of(hand: Hand, params: Params, task: HybridTask) -> Facts:
    source = cast(Mapping[str, str], params.values["source"])
    match task.source:
        case "told":
            return dict(cast(Mapping[str, str], params.values["sheet"]))
        case "note" if hand.has(_READ_NOTE):
            return _read(hand.call(_READ_NOTE, name=NOTE))
        case "note" | "message" | "event":
            where = {"note": NOTE, "event": EVENT, "message": params.text("sender")}[task.source]
            return _read(sheet_in(hand, task.source, where))
        case "file":
            return _read(hand.call("files_read_file", name=source["file"]))
        case "mail":
            found = hand.call("mail_find_mail", words=f"{source['sender']} {source['subject']}")
            number = next(line for line in found.splitlines() if line.endswith(f": {source['subject']}"))
            return _read(hand.call("mail_read_mail", number=int(number.partition(":")[0])))
        case "feed":
            return _read(hand.call("feed_find_events", words=source["title"]))
        case "rate":
            dollars = hand.call(
                "currency_convert", amount=float(source["amount"]), source=source["currency"], target="USD"
            )
            told = dict(cast(Mapping[str, str], params.values["sheet"]))
            return {**told, "Amount": dollars.strip()}
        case "place":
            first = hand.call("maps_find_places", words=source["kind"]).partition("Metres:")[0]
            return _read(first)


def _read(text: str) -> Facts:
    return read(text.splitlines())


def _asked(hand: Hand, task: HybridTask) -> Facts:
    """What the person says of what is open, by part and fact."""
    told = {}
    for left in task.open:
        answer = hand.ask(f"What is the {_WORDS[left]}?")
        told[left] = answer.partition(" is: ")[2]
    return told


# -- doing ---------------------------------------------------------------------------------------------
def do(hand: Hand, params: Params, task: HybridTask) -> None:
    """All of a task."""
    facts = _facts_of(hand, params, task)
    asked = _asked(hand, task)
    parts = cast(Mapping[str, Mapping[str, object]], params.values["parts"])
    facts |= {lines_of(left)[1]: value for left, value in asked.items()}
    for part in task.parts:
        own = {lines_of(left)[1]: value for left, value in asked.items() if lines_of(left)[0] == part}
        _do_part(hand, part, _sheet(part, {**parts.get(part, {}), **own}, task, facts), params)


def _sheet(part: str, own: Mapping[str, object], task: HybridTask, facts: Facts) -> dict[str, object]:
    """What a part is done with; by the names of the world suite's parameters."""
    said = facts[task.says[part]] if part in task.says else ""
    match part:
        case "note":
            return {"file_name": own["file_name"], "text": said or own["text"]}
        case "text":
            return {"number": own["number"], "message": said or own["message"]}
        case "mailed" | "filed" | "deleted":
            return {**own, "text": said}
    if part in SHEETS:
        return {**SHEETS[part](facts), "facts": facts}
    return {**{name: facts[fact] for fact, name in WORD_FOR_WORD[part].items()}, "facts": facts}


def _do_part(hand: Hand, part: str, sheet: dict[str, object], params: Params) -> None:
    source = cast(Mapping[str, str], params.values["source"])
    match part:
        case "mailed":
            hand.call("mail_send_mail", **_words(sheet, "to", "subject", "text"))
        case "filed":
            hand.call("files_write_file", **_words(sheet, "name", "text"))
        case "deleted":
            hand.call("files_delete_file", name=source["file"])
        case _ if hand.has(FUNCTIONS[part]):
            hand.call(FUNCTIONS[part], **_arguments(part, sheet))
        case _:
            solver_for(PARTS[part])(hand, Params(sheet))


def _words(sheet: Mapping[str, object], *names: str) -> Arguments:
    return {name: str(sheet[name]) for name in names}


def _arguments(part: str, sheet: Mapping[str, object]) -> Arguments:
    """The same for the function of an app."""
    facts = cast(Mapping[str, str], sheet.get("facts", {}))
    match part:
        case "note":
            return {"name": str(sheet["file_name"]), "text": str(sheet["text"])}
        case "text":
            return {"number": str(sheet["number"]), "text": str(sheet["message"])}
        case "event":
            told = {"title": facts["Title"], "begin": f"{facts['Date']}T{facts['Time']}"}
            return {**told, "minutes": int(facts["Minutes"]), "description": facts["About"]}
        case "contact":
            return {"name": facts["Name"], "number": facts["Phone"]}
        case "expense":
            amount = float(facts["Amount"].lstrip("$"))
            told = {"name": facts["Expense"], "category": facts["Category"], "note": facts["Note"]}
            return {**told, "amount": amount}
        case "playlist":
            return {"name": facts["Playlist"], "songs": list(facts["Songs"].split(", "))}
        case _:
            texts = ("description", "servings", "ingredients", "directions")
            return {
                "title": facts["Recipe"],
                "time": facts["preparationTime"],
                **{name: facts[name] for name in texts},
            }


def _solver(task: HybridTask) -> Solver:
    return lambda hand, params: do(hand, params, task)


for _name, _task in hybrid_tasks().items():
    solves(_name)(_solver(_task))
