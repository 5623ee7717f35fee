"""Several things on the phone may be meant; the person says which."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import timedelta
from random import Random
from typing import cast

from agent.evaluation.verdict import Clause
from device.state.predicate import SettingIs
from tasks.facts import read_facts
from tasks.material.chance import FIRST, LAST, SENTENCES, apart, number, person
from tasks.material.people import fill_contacts, fill_messages
from tasks.scene import Scene
from tasks.stage import Stage
from tasks.suites.ask.question import open_task, world
from tasks.suites.world.calendar import begins, event
from tasks.suites.world.row import Made, meant, others, params_of
from tasks.task import Params

FACTS = read_facts(__file__)
NAMED = {"wifi": "Wi-Fi", "bluetooth": "Bluetooth"}
_LISTS = ("shopping", "packing", "reading", "wish")
_MORE = ("monday", "party", "summer", "old", "home", "2023", "long")
_KINDS = ("Big", "Monthly", "Mom's", "2nd", "Café", "Unexpected")
_THINGS = ("Rent", "Gift", "Fees", "Shoes", "Repairs")


# -- people --------------------------------------------------------------------------------------------
def namesakes(random: Random, count: int) -> Params:
    """So many people of one first name, one of whom is meant, and others of other first names."""
    first = random.choice(FIRST)
    same = [f"{first} {last}" for last in random.sample(LAST, count)]
    rest = apart(random, random.randint(1, 4), person)
    names = [*same[1:], *(name for name in rest if not name.startswith(f"{first} "))]
    known = sorted([name, number(random)] for name in dict.fromkeys(names))
    said = {"first": first, "name": same[0], "number": number(random), "message": random.choice(SENTENCES)}
    return cast(Params, {**said, "others": known})


def known_people(stage: Stage, params: Params) -> None:
    """Whoever is meant and the others are in the contacts; nobody wrote anything."""
    rest = [(name, who) for name, who in cast(Sequence[Sequence[str]], params["others"])]
    fill_contacts(stage, sorted([(str(params["name"]), str(params["number"])), *rest]))
    fill_messages(stage, ())


def _two_of_a_name(random: Random) -> Params:
    return namesakes(random, random.randint(2, 3))


def _one_of_a_name(random: Random) -> Params:
    return namesakes(random, 1)


def _several_wrote(random: Random) -> Params:
    numbers = apart(random, random.randint(2, 5), number)
    inbox = [[who, random.choice(SENTENCES)] for who in numbers]
    said = {"number": random.choice(numbers), "message": random.choice(SENTENCES)}
    return cast(Params, {**said, "inbox": inbox})


# -- things --------------------------------------------------------------------------------------------
def _same_title(random: Random) -> Params:
    """Two more events of that title, on other days."""
    params = world("SimpleCalendarDeleteOneEvent").draw(random)
    start, title = begins(meant(params)[0]), str(params["event_title"])
    more = [event(start + timedelta(days=days, hours=1), 30, title) for days in random.sample(range(1, 9), 2)]
    return {**params, **params_of(meant(params), [*others(params), *more])}


def lists(random: Random, count: int) -> Params:
    """So many notes that are lists of one kind, one of which is meant."""
    kind = random.choice(_LISTS)
    names = [f"{kind}_{more}.md" for more in random.sample(_MORE, count)]
    params = world("MarkorDeleteNote").draw(random)
    noise = [name for name in cast(list[str], params["noise_candidates"]) if kind not in name]
    return cast(
        Params, {**params, "kind": kind, "file_name": names[0], "noise_candidates": [*noise, *names[1:]]}
    )


def _three_lists(random: Random) -> Params:
    return lists(random, 3)


def _same_thing(random: Random) -> Params:
    """Three expenses for one kind of thing."""
    thing = random.choice(_THINGS)
    rows = cast(list[Made], world("ExpenseDeleteMultiple").draw(random)["row_objects"])
    kinds = random.sample(_KINDS, len(rows))
    named = [{**row, "name": f"{kind} {thing}"} for row, kind in zip(rows, kinds, strict=True)]
    return params_of(named[:1], named[1:], thing=thing)


def _one_of_both(random: Random) -> Params:
    return {"service": random.choice(tuple(NAMED)), "on_or_off": "off"}


def _both_on(stage: Stage, _params: Params) -> None:
    for service in NAMED:
        stage.radio(service, True)


def _one_off(scene: Scene, params: Params) -> Iterable[Clause]:
    for service, name in NAMED.items():
        off = service == params["service"]
        wanted = ("0",) if off else ("1", "2")
        demand = f"{name} is {'off' if off else 'still on'}"
        yield scene.holds(demand, SettingIs("global", f"{service}_on", wanted), weight=1.0 if off else 0.0)


# -- what the person says ------------------------------------------------------------------------------
def _moment(params: Params) -> str:
    return f"The one on {begins(meant(params)[0]):%Y-%m-%d} at {params['hour']:02}:00."


def _row_named(column: str, params: Params) -> str:
    return f"I mean {meant(params)[0][column]!s}"


TEMPLATES = (
    open_task(
        FACTS["AskWhichContact"],
        replace(world("SimpleSmsSend"), draw=_two_of_a_name, prepare=known_people),
        lambda params: f"I mean {params['name']}",
    ),
    open_task(
        FACTS["AskBrother"],
        replace(world("SimpleSmsSend"), draw=_one_of_a_name, prepare=known_people),
        lambda params: f"My brother is {params['name']}",
    ),
    open_task(
        FACTS["AskWhichConversation"],
        replace(world("SimpleSmsReply"), draw=_several_wrote),
        lambda params: f"The one from {params['number']}",
    ),
    open_task(
        FACTS["AskWhichEvent"], replace(world("SimpleCalendarDeleteOneEvent"), draw=_same_title), _moment
    ),
    open_task(
        FACTS["AskWhichNote"],
        replace(world("MarkorDeleteNote"), draw=_three_lists),
        lambda params: f"I mean {params['file_name']}, right in the notebook",
    ),
    open_task(
        FACTS["AskWhichExpense"],
        replace(world("ExpenseDeleteSingle"), draw=_same_thing),
        lambda params: _row_named("name", params),
    ),
    open_task(
        FACTS["AskWhichRecipe"],
        world("RecipeDeleteSingleWithRecipeWithNoise"),
        lambda params: _row_named("title", params),
    ),
    open_task(
        FACTS["AskWhichFile"], world("FilesDeleteFile"), lambda params: f"I mean {params['file_name']}"
    ),
    open_task(
        FACTS["AskWhichRadio"],
        replace(world("TurnOffWifiAndTurnOnBluetooth"), draw=_one_of_both, prepare=_both_on, judge=_one_off),
        lambda params: f"I mean {NAMED[str(params['service'])]}",
    ),
)
