"""What cannot be done: looked for where it would be, not found, and said to be so."""

from datetime import date, time

from device.error import ActionRejected
from tasks.gold import expense, joplin, recipe, sight, sms
from tasks.gold.calendar import search
from tasks.gold.calendarpage import entries_of_day, open_day, open_today
from tasks.gold.file import open_files, open_folder
from tasks.gold.hand import Hand, Infeasible
from tasks.gold.markor import open_list
from tasks.gold.params import BadParams, Params
from tasks.gold.registry import solves
from tasks.gold.setting import INTERNET, NETWORK, open_page
from tasks.gold.sought import Sought
from tasks.gold.todo import entries, open_tasks

_CONTACTS = "com.google.android.contacts"


def seek(hand: Hand, what: str, label: str) -> None:
    """Read all of what shows. Raises Infeasible when nothing is called so, BadParams when something is."""
    for page in hand.pages():
        if any(not one.is_editable for one in sight.find_all(page, Sought((label,), {}))):
            raise BadParams(f"the {what} {label} is there")
    raise Infeasible(f"there is no {what} {label}")


# -- things ------------------------------------------------------------------------------------------------
@solves("AbsentContactText", "AbsentContactNumber")
def no_contact(hand: Hand, params: Params) -> None:
    """Nobody of that name."""
    name = params.text("name")
    hand.open_app(_CONTACTS)
    hand.back_until(id="floating_action_button")
    seek(hand, "contact", name)


@solves("AbsentConversationReply")
def no_conversation(hand: Hand, params: Params) -> None:
    """No messages from that number."""
    number = params.text("number")
    sms.open_inbox(hand)
    seek(hand, "message from", number)


@solves("AbsentEventDelete")
def no_event_then(hand: Hand, params: Params) -> None:
    """No such event on that day, at that time."""
    title, start = params.text("event_title"), time(params.number("hour"))
    open_today(hand)
    open_day(hand, date(*(int(params.number(name)) for name in ("year", "month", "day"))))
    if any(entry.title == title and entry.start == start for entry in entries_of_day(hand)):
        raise BadParams(f"{title} is there")
    raise Infeasible(f"there is no {title} on that day")


@solves("AbsentEventPlace")
def no_event(hand: Hand, params: Params) -> None:
    """No event of that title."""
    title = params.text("event_title")
    search(hand, title)
    seek(hand, "event", title)


@solves("AbsentTodoComplete")
def no_todo(hand: Hand, params: Params) -> None:
    """No task of that title, done ones and hidden ones included."""
    title = params.text("title")
    if any(entry.title == title for entry in entries(hand, open_tasks(hand))):
        raise BadParams(f"{title} is there")
    raise Infeasible(f"there is no task {title}")


@solves("AbsentNoteDelete")
def no_note(hand: Hand, params: Params) -> None:
    """No such file in Markor's notebook."""
    name = params.text("file_name")
    open_list(hand)
    seek(hand, "note", name)


@solves("AbsentJoplinNote")
def no_joplin_note(hand: Hand, params: Params) -> None:
    """No note of that title."""
    title = params.text("title")
    joplin.open_notes(hand)
    hand.tap(id="search")
    hand.type(title, id="search_src_text")
    hand.put_keyboard_away()
    seek(hand, "note", title)


@solves("AbsentJoplinNotebook")
def no_notebook(hand: Hand, params: Params) -> None:
    """No notebook of that name."""
    folder = params.text("folder")
    joplin.open_notes(hand)
    hand.tap(*joplin.SIDEBAR)
    seek(hand, "notebook", folder)


@solves("AbsentExpenseDelete")
def no_expense(hand: Hand, params: Params) -> None:
    """Nothing of that name was spent."""
    name = params.text("name")
    expense.open_log(hand)
    seek(hand, "expense", name)


@solves("AbsentRecipeDelete")
def no_recipe(hand: Hand, params: Params) -> None:
    """No recipe of that title."""
    title = params.text("title")
    recipe.open_list(hand)
    seek(hand, "recipe", title)


@solves("AbsentFileMove")
def no_file(hand: Hand, params: Params) -> None:
    """No such file in the folder."""
    name = params.text("file_name")
    open_files(hand)
    open_folder(hand, params.text("source_folder"))
    seek(hand, "file", name)


@solves("AbsentWifiNetwork")
def no_network(hand: Hand, params: Params) -> None:
    """No such network in reach, and none saved."""
    name = params.text("network")
    open_page(hand, NETWORK, INTERNET)
    seek(hand, "network", name)


# -- apps --------------------------------------------------------------------------------------------------
@solves("MissingAppOpen", "MissingAppMessage", "MissingAppNote", "MissingAppRide", "MissingAppSong")
def no_app(hand: Hand, params: Params) -> None:
    """No app of that name to open."""
    name = params.text("app_name")
    try:
        hand.device.open_app(name)
    except ActionRejected as rejected:
        raise Infeasible(str(rejected)) from rejected
    raise BadParams(f"{name} is there")
