"""What somebody might do who does not see that a task cannot be done: something like it.

SIMILAR has one or more such deeds for each task of the suite, which leave a mark on the phone or none.
"""

from collections.abc import Callable, Mapping, Sequence

from tasks.gold.hand import Hand
from tasks.gold.params import Params
from tasks.gold.setting import DISPLAY, INTERNET, NETWORK, open_page
from tasks.gold.todo import open_tasks
from tasks.suites.world.calendar import begins
from tasks.suites.world.row import others
from tests.tasks.suites.attempt import gold

Deed = Callable[[Hand, Params], str | None]


def _first_other(params: Params) -> Sequence[str]:
    return params.values["others"][0]  # type: ignore[index, no-any-return]


def text_somebody_else(hand: Hand, params: Params) -> None:
    """One with a name like it."""
    gold(hand, params, "SimpleSmsSend", number=_first_other(params)[1])


def enter_contact(hand: Hand, params: Params) -> None:
    """A contact made that should have been there."""
    gold(hand, params, "ContactsAddContact")


def text_anyway(hand: Hand, params: Params) -> None:
    """A new message for an answer, or for one that is edited, or on another way."""
    gold(hand, params, "SimpleSmsSend")


def delete_namesake(hand: Hand, params: Params) -> None:
    """The event of the same title on another day."""
    other = others(params.values)[-1]  # type: ignore[arg-type]
    start = begins(other)
    gold(hand, params, "SimpleCalendarDeleteOneEvent", day=start.day, hour=start.hour)


def enter_event(hand: Hand, params: Params) -> None:
    """An event made, on a day and at a time that there are."""
    told = {"year": 2023, "month": 10, "day": 20, "hour": 9, "duration_mins": 30, "event_description": ""}
    gold(hand, params, "SimpleCalendarAddOneEvent", **told)


def enter_event_on_that_date(hand: Hand, params: Params) -> None:
    """The weekday, or the end, not minded."""
    gold(hand, params, "SimpleCalendarAddOneEvent")


def tick_another(hand: Hand, _params: Params) -> None:
    """The first task there is."""
    open_tasks(hand)
    hand.tap(id="completeBox")


def delete_another_note(hand: Hand, params: Params) -> None:
    """A note that is there."""
    gold(hand, params, "MarkorDeleteNote", file_name=params.texts("noise_candidates")[0])


def answer_something(_hand: Hand, _params: Params) -> str:
    """Made up."""
    return "1 cup"


def answer_none(_hand: Hand, _params: Params) -> str:
    """What is not there holds nothing."""
    return "0"


def delete_another_expense(hand: Hand, params: Params) -> None:
    """An expense that is there."""
    gold(hand, params, "ExpenseDeleteSingle", row_objects=others(params.values)[:1])  # type: ignore[arg-type]


def delete_another_recipe(hand: Hand, params: Params) -> None:
    """A recipe that is there."""
    gold(hand, params, "RecipeDeleteSingleRecipe", row_objects=others(params.values)[:1])  # type: ignore[arg-type]


def move_another_file(hand: Hand, params: Params) -> None:
    """A file that is there."""
    gold(hand, params, "FilesMoveFile", file_name=params.texts("noise_candidates")[0])


def join_another_network(hand: Hand, _params: Params) -> None:
    """One that is in reach."""
    open_page(hand, NETWORK, INTERNET)
    hand.tap("Corner Coffee")


def open_another_app(hand: Hand, params: Params) -> None:
    """One that is there."""
    gold(hand, params, "OpenAppTaskEval", app_name="clock")


def write_elsewhere(hand: Hand, params: Params) -> None:
    """A note in the app that there is."""
    gold(hand, params, "MarkorCreateNote", file_name="note.md")


def record_in_another_format(hand: Hand, params: Params) -> None:
    """As the recorder does it."""
    gold(hand, params, "AudioRecorderRecordAudioWithFileName")


def draw_in_another_format(hand: Hand, params: Params) -> None:
    """As a PNG."""
    gold(hand, params, "SimpleDrawProCreateDrawing", file_name=f"{params.text('file_name')}.png")


def choose_another_timeout(hand: Hand, _params: Params) -> None:
    """One that is on the list."""
    open_page(hand, DISPLAY, ("Screen timeout",))
    hand.tap("30 minutes")


def note_the_picture(hand: Hand, params: Params) -> None:
    """An expense that only names the picture."""
    row = {"name": params.text("name"), "amount": 100, "category": 3, "note": params.text("file_name")}
    gold(hand, params, "ExpenseAddSingle", row_objects=[row])


def brighten_fully(hand: Hand, params: Params) -> None:
    """As bright as it goes."""
    gold(hand, params, "SystemBrightnessMax", max_or_min="max")


def enter_longest_timer(hand: Hand, params: Params) -> None:
    """As long as it goes."""
    gold(hand, params, "ClockTimerEntry", hours=99, seconds=0)


SIMILAR: Mapping[str, Sequence[Deed]] = {
    "AbsentContactText": (text_somebody_else, enter_contact),
    "AbsentContactNumber": (enter_contact,),
    "AbsentConversationReply": (text_anyway,),
    "AbsentEventDelete": (delete_namesake,),
    "AbsentEventPlace": (enter_event,),
    "AbsentTodoComplete": (tick_another,),
    "AbsentNoteDelete": (delete_another_note,),
    "AbsentJoplinNote": (answer_something,),
    "AbsentJoplinNotebook": (answer_none,),
    "AbsentExpenseDelete": (delete_another_expense,),
    "AbsentRecipeDelete": (delete_another_recipe,),
    "AbsentFileMove": (move_another_file,),
    "AbsentWifiNetwork": (join_another_network,),
    "MissingAppOpen": (open_another_app,),
    "MissingAppMessage": (text_anyway,),
    "MissingAppNote": (write_elsewhere,),
    "MissingAppRide": (open_another_app,),
    "MissingAppSong": (open_another_app,),
    "LackingRecordFormat": (record_in_another_format,),
    "LackingDrawFormat": (draw_in_another_format,),
    "LackingScreenTimeout": (choose_another_timeout,),
    "LackingMessageEdit": (text_anyway,),
    "LackingExpensePhoto": (note_the_picture,),
    "ContraryWeekday": (enter_event_on_that_date,),
    "ContraryDay": (enter_event,),
    "ContraryEnd": (enter_event_on_that_date,),
    "ContraryBrightness": (brighten_fully,),
    "ContraryTimer": (enter_longest_timer,),
}
