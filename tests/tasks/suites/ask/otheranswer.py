"""For each task what the person might have said instead: another thing that is there, or another text."""

from collections.abc import Callable, Mapping
from datetime import timedelta
from typing import Any

from tasks.suites.ask.which import NAMED
from tasks.suites.world.calendar import begins
from tasks.task import Params

Answer = Callable[[Any], str]


def _other_event(params: Params) -> str:
    start = begins(params["noise_row_objects"][-1])  # type: ignore[index, call-overload, arg-type]
    return f"The one on {start:%Y-%m-%d} at {start:%H}:00."


def _other_radio(params: Params) -> str:
    return f"I mean {next(name for service, name in NAMED.items() if service != params['service'])}"


def _other_hour(params: Params) -> str:
    return f"It begins at {(int(str(params['hour'])) + 1) % 24:02}:00"


def _other_day(params: Params) -> str:
    return f"It is on {begins(params['row_objects'][0]) + timedelta(days=1):%Y-%m-%d}"  # type: ignore[index, call-overload, arg-type]


def _other_end(params: Params) -> str:
    return f"I want it at its {'min' if params['max_or_min'] == 'max' else 'max'}"


def _always(text: str) -> Answer:
    return lambda _params: text


def _renamed(params: Params) -> str:
    return f"Call it other_{params['file_name']}"


OTHER: Mapping[str, Answer] = {
    "AskWhichContact": lambda params: (
        f"I mean {next(one for one, _ in params['others'] if one.startswith(params['first'] + ' '))}"
    ),
    "AskBrother": lambda params: f"My brother is {params['others'][0][0]}",
    "AskWhichConversation": lambda params: next(
        f"The one from {who}" for who, _ in params["inbox"] if who != params["number"]
    ),
    "AskWhichEvent": _other_event,
    "AskWhichNote": lambda params: f"I mean {params['noise_candidates'][-1]}, right in the notebook",
    "AskWhichExpense": lambda params: f"I mean {params['noise_row_objects'][0]['name']}",
    "AskWhichRecipe": lambda params: f"I mean {params['noise_row_objects'][0]['title']}",
    "AskWhichFile": lambda params: f"I mean {params['noise_candidates'][0]}",
    "AskWhichRadio": _other_radio,
    "AskAmount": _always("It was $1.23"),
    "AskCategory": lambda params: (
        f"It belongs to {'Food' if params['row_objects'][0]['category'] != 3 else 'Social'}"
    ),
    "AskHour": _other_hour,
    "AskDay": _other_day,
    "AskNumber": _always("The number is +15550001111"),
    "AskName": _always("It belongs to Zoran Zander"),
    "AskTimer": _always("It takes 1 hours, 2 minutes and 3 seconds"),
    "AskMessage": _always("Write: Something else."),
    "AskRecipient": _always("Send it to +15550001111"),
    "AskNoteText": _always("Write: Something else."),
    "AskNoteName": _renamed,
    "AskApp": lambda params: f"In Markor, as a note called other_{params['file_name']}",
    "AskFolder": lambda params: (
        f"Into the folder {'Alarms' if params['destination_folder'] != 'Alarms' else 'Music'}"
    ),
    "AskPlace": _always("It is here: 47.3000000, 9.6000000"),
    "AskPlaylistName": _always("Call it Something Else 1"),
    "AskRecordingName": _renamed,
    "AskDrawingName": _renamed,
    "AskBrightness": _other_end,
}
