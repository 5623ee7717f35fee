"""Something has to be entered that the goal does not say; the person does."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from random import Random

from agent.evaluation.verdict import Clause
from device.state.predicate import SettingIs
from tasks.facts import read_facts
from tasks.scene import Scene
from tasks.stage import Stage
from tasks.suites.ask.question import open_task, world
from tasks.suites.world.expense import CATEGORIES
from tasks.suites.world.row import meant
from tasks.task import Params, Template

FACTS = read_facts(__file__)
_LEVELS = {"max": 255, "min": 1}


# -- words ---------------------------------------------------------------------------------------------
def _expense_words(params: Params) -> Params:
    row = meant(params)[0]
    return {
        "name": str(row["name"]),
        "category": CATEGORIES[int(str(row["category"])) - 1],
        "note": str(row["note"]),
    }


def _songs(params: Params) -> Params:
    return world("RetroCreatePlaylist").words(params)


# -- brightness ----------------------------------------------------------------------------------------
def one_end(random: Random) -> Params:
    """Which end is wanted."""
    return {"max_or_min": random.choice(tuple(_LEVELS))}


def halfway(stage: Stage, _params: Params) -> None:
    """The brightness is at neither end."""
    stage.setting("system", "screen_brightness_mode", "0")
    stage.setting("system", "screen_brightness", "102")


def at_that_end(scene: Scene, params: Params) -> Iterable[Clause]:
    """That it is at the end that is wanted."""
    level = str(_LEVELS[str(params["max_or_min"])])
    yield scene.holds(f"brightness is {level} of 255", SettingIs("system", "screen_brightness", level))


# -- what the person says ------------------------------------------------------------------------------
def _amount(params: Params) -> str:
    return f"It was ${int(str(meant(params)[0]['amount'])) / 100:.2f}"


def _category(params: Params) -> str:
    return f"It belongs to {_expense_words(params)['category']}"


def _saying(form: str) -> Callable[[Params], str]:
    return lambda params: form.format(**params)


def _lacking(name: str, base: str, form: str, words: Callable[[Params], Params] = lambda p: p) -> Template:
    return open_task(FACTS[name], world(base), _saying(form), words=words)


TEMPLATES = (
    open_task(FACTS["AskAmount"], world("ExpenseAddSingle"), _amount, words=_expense_words),
    open_task(
        FACTS["AskCategory"],
        world("ExpenseAddSingle"),
        _category,
        words=lambda p: {**_expense_words(p), "dollars": _amount(p).partition("$")[2]},
    ),
    _lacking("AskHour", "SimpleCalendarAddOneEvent", "It begins at {hour:02}:00"),
    _lacking("AskDay", "SimpleCalendarAddOneEvent", "It is on {year}-{month:02}-{day:02}"),
    _lacking("AskNumber", "ContactsAddContact", "The number is {number}"),
    _lacking("AskName", "ContactsAddContact", "It belongs to {name}"),
    _lacking(
        "AskTimer", "ClockTimerEntry", "It takes {hours} hours, {minutes} minutes and {seconds} seconds"
    ),
    _lacking("AskMessage", "SimpleSmsSend", "Write: {message}"),
    _lacking("AskRecipient", "SimpleSmsSend", "Send it to {number}"),
    _lacking("AskNoteText", "MarkorCreateNote", "Write: {text}"),
    _lacking("AskNoteName", "MarkorCreateNote", "Call it {file_name}"),
    _lacking("AskApp", "MarkorCreateNote", "In Markor, as a note called {file_name}"),
    _lacking("AskFolder", "FilesMoveFile", "Into the folder {destination_folder}"),
    _lacking("AskPlace", "OsmAndFavorite", "It is here: {location}"),
    _lacking("AskPlaylistName", "RetroCreatePlaylist", "Call it {playlist_name}", _songs),
    _lacking("AskRecordingName", "AudioRecorderRecordAudioWithFileName", "Call it {file_name}"),
    _lacking("AskDrawingName", "SimpleDrawProCreateDrawing", "Call it {file_name}"),
    open_task(
        FACTS["AskBrightness"],
        replace(world("SystemBrightnessMax"), draw=one_end, prepare=halfway, judge=at_that_end),
        _saying("I want it at its {max_or_min}"),
    ),
)
