"""For each operation plays that do a part otherwise; for each question answers that are nearly right."""

from collections.abc import Callable, Mapping
from typing import Any

from tasks.gold.hand import Hand
from tasks.gold.params import Params
from tests.tasks.suites.attempt import Near, gold
from tests.tasks.suites.otherrows import one_short, one_too_many, treating
from tests.tasks.suites.otherwords import saying

Change = Callable[[Any], Mapping[str, object]]
"""From the parameters to those that are otherwise."""
_OTHER = "+15550001111"


def told(task: str, change: Change) -> Near:
    """The gold solver, told otherwise."""

    def play(hand: Hand, params: Params) -> str | None:
        return gold(hand, params, task, **change(params.values))

    return play


def _last(**other: object) -> Change:
    """The last part told otherwise."""

    def change(values: Any) -> Mapping[str, object]:
        *rest, last = values["parts"]
        return {"parts": [*rest, {**last, "params": {**last["params"], **other}}]}

    return change


def _but_last(values: Any) -> Mapping[str, object]:
    return {"parts": values["parts"][:-1]}


def _twice(values: Any) -> Mapping[str, object]:
    return {"parts": [*values["parts"], values["parts"][-1]]}


def _parts(**other: object) -> tuple[Near, ...]:
    return told("Parts", _but_last), told("Parts", _last(**other))


def _swapped(values: Any) -> Mapping[str, object]:
    return {"on": values["off"], "off": values["on"]}


def _third(values: Any) -> Mapping[str, object]:
    return {"on": values["alarms"][2]["label"]}


OPERATIONS: Mapping[str, tuple[Near, ...]] = {
    "LabAlarmSet": (
        told("LabAlarmSet", lambda values: {"minutes": (values["minutes"] + 1) % 60}),
        told("LabAlarmSet", lambda values: {"hour": (values["hour"] + 12) % 24}),
    ),
    "LabAlarmsTurned": (told("LabAlarmsTurned", _swapped), told("LabAlarmsTurned", _third)),
    "LabBright": _parts(max_or_min="min"),
    "LabDim": _parts(max_or_min="max"),
    "LabTwoEvents": (*_parts(event_title="Something else"), told("Parts", _twice)),
    "LabDayCleared": (
        told("SimpleCalendarDeleteEvents", lambda values: {"day": values["day"] % 28 + 1}),
        told(
            "SimpleCalendarDeleteOneEvent",
            lambda values: {"event_title": values["row_objects"][0]["title"], "hour": _hour(values)},
        ),
    ),
    "LabTwoContacts": _parts(number=_OTHER),
    "LabTwoMessages": (*_parts(number=_OTHER), told("Parts", _twice)),
    "LabExpenses": (treating("ExpenseAddMultiple", one_short), treating("ExpenseAddMultiple", one_too_many)),
    "LabExpensesDeleted": (
        treating("ExpenseDeleteMultiple2", one_short),
        treating("ExpenseDeleteMultiple2", one_too_many),
    ),
    "LabRecipes": (
        treating("RecipeAddMultipleRecipes", one_short),
        treating("RecipeAddMultipleRecipes", one_too_many),
    ),
    "LabRecipesDeleted": (
        treating("RecipeDeleteMultipleRecipesWithNoise", one_short),
        treating("RecipeDeleteMultipleRecipesWithNoise", one_too_many),
    ),
    "LabPlaces": (
        *_parts(location="47.3000000, 9.6000000"),
        told("Parts", lambda v: {"parts": v["parts"][1:]}),
    ),
    "LabPlaylistSaved": (
        told("RetroCreatePlaylist", lambda _: {}),
        told("RetroSavePlaylist", lambda values: {"files": values["files"][::-1]}),
    ),
    "LabVideoPlaylists": (
        told("VlcCreateTwoPlaylists", lambda values: {"files1": values["files1"][::-1]}),
        told("VlcCreateTwoPlaylists", lambda values: {"playlist_name2": f"{values['playlist_name2']}!"}),
    ),
    "LabTwoNotes": _parts(text="Something else."),
    "LabNoteRenamed": (
        told("MarkorChangeNoteContent", lambda _: {"new_name": "another.md"}),
        told("MarkorChangeNoteContent", lambda _: {"updated_content": "Something else."}),
    ),
    "LabFiles": (
        told("Parts", _but_last),
        told("Parts", lambda values: {"parts": values["parts"][1:]}),
    ),
}


def _hour(values: Any) -> int:
    return int(values["row_objects"][0]["start_ts"]) // 3600 % 24


def _nothing(_params: Params) -> str:
    return "None"


def _strange(_params: Params) -> str:
    return "4711"


ANSWERS: tuple[Near, ...] = (saying(_nothing), saying(_strange))
"""Right for no question."""
