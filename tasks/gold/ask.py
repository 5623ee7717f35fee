"""Goals that leave something open: what may be meant is looked at, the person asked, and it is done."""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from tasks.gold import expense, recipe, sms
from tasks.gold.calendar import search
from tasks.gold.calendarpage import day_in, time_in
from tasks.gold.expense import CATEGORIES
from tasks.gold.file import open_files, open_folder
from tasks.gold.gap import Gap, listed, named, note_asked
from tasks.gold.hand import Hand, NotOnScreen
from tasks.gold.markor import open_list
from tasks.gold.params import Params
from tasks.gold.registry import solver_for, solves
from tasks.gold.sought import Sought

CONTACTS = "com.google.android.contacts"
_NOTE_TITLE = "opoc_filesystem_item__title"


# -- looking -------------------------------------------------------------------------------------------
def people(hand: Hand, first: str = "") -> list[str]:
    """Everybody in the contacts, or those of a first name."""
    hand.open_app(CONTACTS)
    hand.back_until(id="floating_action_button")
    return [
        name for name in listed(hand, "cliv_name_textview") if name.startswith(f"{first} " if first else "")
    ]


def _namesakes(hand: Hand, params: Params) -> Iterable[str]:
    return people(hand, params.text("first"))


def _who_wrote(hand: Hand, _params: Params) -> Iterable[str]:
    sms.open_inbox(hand)
    return listed(hand, "conversation_address")


def _events(hand: Hand, params: Params) -> Iterable[str]:
    search(hand, params.text("event_title"))
    return listed(hand, "event_item_time")


def _lists(hand: Hand, params: Params) -> list[str]:
    open_list(hand)
    return listed(hand, _NOTE_TITLE, params.text("kind"))


def _expenses(hand: Hand, params: Params) -> list[str]:
    expense.open_log(hand)
    return listed(hand, "tv_name", params.text("thing"))


def _recipes(hand: Hand, _params: Params) -> Iterable[str]:
    recipe.open_list(hand)
    return listed(hand, "card_text_view_title")


def _files(hand: Hand, params: Params) -> Iterable[str]:
    open_files(hand)
    open_folder(hand, params.text("subfolder"))
    return listed(hand, "android:id/title")


# -- doing ---------------------------------------------------------------------------------------------
def text_to_name(hand: Hand, params: Params) -> None:
    """A message to somebody out of the contacts."""
    sms.write_to_name(hand, params.text("name"))
    sms.send_text(hand, params.text("message"))


def _switch_off(hand: Hand, params: Params) -> None:
    service = "Wifi" if params.text("service") == "Wi-Fi" else "Bluetooth"
    solver_for(f"System{service}TurnOff")(hand, params)


def _enter_in_category(hand: Hand, params: Params) -> None:
    """The category is told by its name."""
    number = next(number for number, names in CATEGORIES.items() if params.text("category_name") in names)
    rows = params.rows("row_objects", expense.Expense)
    expense.enter(hand, (replace(rows[0], category=number),))


ASKED: Mapping[str, Gap] = {
    "AskWhichContact": Gap("Whom do you mean?", r"mean (?P<name>.+)", text_to_name, _namesakes),
    "AskBrother": Gap("Who is your brother?", r"brother is (?P<name>.+)", text_to_name),
    "AskWhichConversation": Gap("Whose message?", r"(?P<number>\+\d+)", named("SimpleSmsReply"), _who_wrote),
    "AskWhichEvent": Gap(
        "Which date of it?",
        r"(?P<year>\d+)-(?P<month>\d+)-(?P<day>\d+) at (?P<hour>\d+)",
        named("SimpleCalendarDeleteOneEvent"),
        _events,
    ),
    "AskWhichNote": Gap("Which one?", r"mean (?P<file_name>\S+),", named("MarkorDeleteNote"), _lists),
    "AskWhichExpense": Gap("Which one?", r"mean (?P<row_name>.+)", named("ExpenseDeleteSingle"), _expenses),
    "AskWhichRecipe": Gap(
        "Which one?", r"mean (?P<row_title>.+)", named("RecipeDeleteSingleRecipe"), _recipes
    ),
    "AskWhichFile": Gap("Which one?", r"mean (?P<file_name>.+)", named("FilesDeleteFile"), _files),
    "AskWhichRadio": Gap("Wi-Fi or Bluetooth?", r"mean (?P<service>.+)", _switch_off),
    "AskAmount": Gap("How much was it?", r"\$(?P<row_amount>[\d.]+)", named("ExpenseAddSingle")),
    "AskCategory": Gap("Which category?", r"belongs to (?P<category_name>.+)", _enter_in_category),
    "AskHour": Gap("When does it begin?", r"at (?P<hour>\d+):00", named("SimpleCalendarAddOneEvent")),
    "AskDay": Gap(
        "On which day?",
        r"(?P<year>\d+)-(?P<month>\d+)-(?P<day>\d+)",
        named("SimpleCalendarAddOneEvent"),
    ),
    "AskNumber": Gap("What is the number?", r"(?P<number>\+\d+)", named("ContactsAddContact")),
    "AskName": Gap("Whose number is it?", r"belongs to (?P<name>.+)", named("ContactsAddContact")),
    "AskTimer": Gap(
        "How long?",
        r"(?P<hours>\d+) hours?, (?P<minutes>\d+) minutes? and (?P<seconds>\d+)",
        named("ClockTimerEntry"),
    ),
    "AskMessage": Gap("What shall I write?", r"Write: (?P<message>.+)", named("SimpleSmsSend")),
    "AskRecipient": Gap("To whom?", r"(?P<number>\+\d+)", named("SimpleSmsSend")),
    "AskNoteText": Gap("What shall it say?", r"Write: (?P<text>.+)", named("MarkorCreateNote")),
    "AskNoteName": Gap("What shall I call it?", r"Call it (?P<file_name>.+)", named("MarkorCreateNote")),
    "AskApp": Gap(
        "In which app, under which name?",
        r"Markor, as a note called (?P<file_name>.+)",
        named("MarkorCreateNote"),
    ),
    "AskFolder": Gap("Into which folder?", r"folder (?P<destination_folder>.+)", named("FilesMoveFile")),
    "AskPlace": Gap("Where is that?", r"here: (?P<location>.+)", named("OsmAndFavorite")),
    "AskPlaylistName": Gap(
        "What shall I call it?", r"Call it (?P<playlist_name>.+)", named("RetroCreatePlaylist")
    ),
    "AskRecordingName": Gap(
        "What shall I call it?",
        r"Call it (?P<file_name>.+)",
        named("AudioRecorderRecordAudioWithFileName"),
    ),
    "AskDrawingName": Gap(
        "What shall I call it?", r"Call it (?P<file_name>.+)", named("SimpleDrawProCreateDrawing")
    ),
    "AskBrightness": Gap("Which end?", r"its (?P<max_or_min>max|min)", named("SystemBrightnessMax")),
}
note_asked(ASKED)


# -- nothing to ask --------------------------------------------------------------------------------------
@solves("ClearContact")
def text_the_only_one(hand: Hand, params: Params) -> None:
    """To the only one of that first name."""
    (name,) = people(hand, params.text("first"))
    text_to_name(hand, Params({**params.values, "name": name}))


@solves("ClearNote")
def delete_the_only_list(hand: Hand, params: Params) -> None:
    """The only list of that kind right in the notebook."""
    (name,) = _lists(hand, params)
    solver_for("MarkorDeleteNote")(hand, Params({**params.values, "file_name": name}))


@solves("ClearExpense")
def delete_the_only_expense(hand: Hand, params: Params) -> None:
    """The only expense for that."""
    (name,) = _expenses(hand, params)
    row = {"name": name, "amount": 0, "category": 1, "note": ""}
    solver_for("ExpenseDeleteSingle")(hand, Params({"row_objects": [row]}))


@solves("ClearEvent")
def delete_the_only_event(hand: Hand, params: Params) -> None:
    """The only event of that title: when it is, is looked at first."""
    title = params.text("event_title")
    search(hand, title)
    hand.scroll_to(id="event_item_title", text=title)
    hand.tap(id="event_item_title", text=title)
    day, start = day_in(hand.read(id="event_start_date")), time_in(hand.read(id="event_start_time"))
    hand.back()
    if start is None:
        raise NotOnScreen(Sought((title,), {}), hand.look())
    when = {"year": day.year, "month": day.month, "day": day.day, "hour": start.hour}
    solver_for("SimpleCalendarDeleteOneEvent")(hand, Params({**params.values, **when}))


@solves("ClearNewest")
def answer_the_newest(hand: Hand, params: Params) -> None:
    """The conversation on top."""
    solver_for("SimpleSmsReplyMostRecent")(hand, params)
