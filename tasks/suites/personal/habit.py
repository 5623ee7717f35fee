"""Tasks of the world suite with something left out of their goals that the person told long ago."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from random import Random
from typing import cast

from agent.evaluation.verdict import Clause
from device.state.predicate import SettingIs
from tasks.facts import read_facts
from tasks.scene import Scene
from tasks.stage import Stage
from tasks.suites.ask.missing import at_that_end, halfway, one_end
from tasks.suites.ask.question import beside, world
from tasks.suites.ask.which import NAMED, known_people, namesakes
from tasks.suites.world.expense import CATEGORIES
from tasks.suites.world.row import meant
from tasks.task import Params, Template

FACTS = read_facts(__file__)
Told = Callable[[Params], str]
_BY_THE_WAY = (
    "I take my tea without sugar.",
    "My train leaves from platform four.",
    "I never eat mushrooms.",
    "The cat is called Biscuit.",
    "I prefer window seats on planes.",
)
"""What bears on none of the goals."""


def _habit(
    name: str,
    base: Template,
    told: Told,
    words: Callable[[Params], Params] = lambda params: params,
) -> Template:
    """A task whose goal lacks what `told` says; all else is as in `base`, where nothing is given."""

    def drawn(random: Random) -> Params:
        return {**base.draw(random), "beside": random.sample(_BY_THE_WAY, 2)}

    def remembers(params: Params) -> Sequence[str]:
        first, second = cast(Sequence[str], params["beside"])
        return first, told(params), second

    return Template(
        beside(FACTS[name], base),
        base.judge,
        drawn,
        base.prepare,
        words,
        remembers=remembers,
    )


def _saying(form: str) -> Told:
    return lambda params: form.format(**params)


# -- expenses ------------------------------------------------------------------------------------------
def _expense_words(params: Params) -> Params:
    row = meant(params)[0]
    category = CATEGORIES[int(str(row["category"])) - 1]
    dollars = f"{int(str(row['amount'])) / 100:.2f}"
    return {"name": str(row["name"]), "note": str(row["note"]), "category": category, "dollars": dollars}


def _of_expense(form: str) -> Told:
    return lambda params: form.format(**_expense_words(params))


# -- people, notes, radios -------------------------------------------------------------------------------
def _family(random: Random) -> Params:
    return namesakes(random, 1)


def _below(random: Random) -> Params:
    """A line for the end of a note."""
    params = world("MarkorEditNote").draw(random)
    while params["edit_type"] != "footer":
        params = world("MarkorEditNote").draw(random)
    return params


def _for_the_night(random: Random) -> Params:
    on, off = random.sample(tuple(NAMED), 2)
    return {"on": on, "off": off}


def _the_other_way(stage: Stage, params: Params) -> None:
    stage.radio(str(params["on"]), False)
    stage.radio(str(params["off"]), True)


def _as_for_the_night(scene: Scene, params: Params) -> Iterable[Clause]:
    for state, values in (("on", ("1", "2")), ("off", ("0",))):
        service = str(params[state])
        yield scene.holds(f"{NAMED[service]} is {state}", SettingIs("global", f"{service}_on", values))


def _night_told(params: Params) -> str:
    return f"At night I want {NAMED[str(params['on'])]} on and {NAMED[str(params['off'])]} off."


TEMPLATES = (
    _habit(
        "PersonalSister",
        replace(world("SimpleSmsSend"), draw=_family, prepare=known_people),
        _saying("{name} is my sister."),
    ),
    _habit(
        "PersonalHour",
        world("SimpleCalendarAddOneEvent"),
        _saying("My sessions always begin at {hour:02}:00."),
    ),
    _habit(
        "PersonalLength",
        world("SimpleCalendarAddOneEvent"),
        _saying("My sessions always take {duration_mins} minutes."),
    ),
    _habit(
        "PersonalPrice",
        world("ExpenseAddSingle"),
        _of_expense("For {name} I always pay ${dollars}, my usual expense."),
        words=_expense_words,
    ),
    _habit(
        "PersonalCategory",
        world("ExpenseAddSingle"),
        _of_expense("The expense {name} goes under {category} with me."),
        words=_expense_words,
    ),
    _habit(
        "PersonalTimer",
        world("ClockTimerEntry"),
        _saying("My bread takes {hours} hours, {minutes} minutes and {seconds} seconds."),
    ),
    _habit(
        "PersonalShopping",
        replace(world("MarkorEditNote"), draw=_below),
        _saying("My shopping list is the note {file_name}; what is new comes on a line below the rest."),
    ),
    _habit(
        "PersonalIdea", world("MarkorCreateNote"), _saying("My idea of the day is a note called {file_name}.")
    ),
    _habit(
        "PersonalFolder",
        world("FilesMoveFile"),
        _saying("A file that lies about in {source_folder} belongs in {destination_folder}."),
    ),
    _habit("PersonalHome", world("OsmAndFavorite"), _saying("My home is here on the map: {location}")),
    _habit(
        "PersonalPlaylist",
        world("RetroCreatePlaylist"),
        _saying("My playlist for running is always called {playlist_name}."),
        words=world("RetroCreatePlaylist").words,
    ),
    _habit(
        "PersonalRecording",
        world("AudioRecorderRecordAudioWithFileName"),
        _saying("I call my recording of the week {file_name}"),
    ),
    _habit(
        "PersonalBrightness",
        replace(world("SystemBrightnessMax"), draw=one_end, prepare=halfway, judge=at_that_end),
        _saying("For reading I like the brightness of the screen at its {max_or_min}."),
    ),
    _habit(
        "PersonalNight",
        replace(
            world("TurnOffWifiAndTurnOnBluetooth"),
            draw=_for_the_night,
            prepare=_the_other_way,
            judge=_as_for_the_night,
        ),
        _night_told,
    ),
)
