"""Goals that seem to leave something open, but the phone shows what is meant: nothing has to be asked."""

from dataclasses import replace
from random import Random

from tasks.facts import read_facts
from tasks.suites.ask.question import clear_task, world
from tasks.suites.ask.which import known_people, lists, namesakes
from tasks.suites.world.row import meant, others, params_of
from tasks.task import Params

FACTS = read_facts(__file__)


def _one_of_a_name(random: Random) -> Params:
    return namesakes(random, 1)


def _one_list(random: Random) -> Params:
    return lists(random, 1)


def _one_of_a_thing(random: Random) -> Params:
    """One expense among others for other things."""
    params = world("ExpenseDeleteMultiple2").draw(random)
    wanted = meant(params)[0]
    thing = str(wanted["name"]).rpartition(" ")[2]
    rest = [one for one in (*meant(params)[1:], *others(params)) if thing not in str(one["name"])]
    return params_of([wanted], rest, thing=thing)


TEMPLATES = (
    clear_task(
        FACTS["ClearContact"], replace(world("SimpleSmsSend"), draw=_one_of_a_name, prepare=known_people)
    ),
    clear_task(FACTS["ClearNote"], replace(world("MarkorDeleteNote"), draw=_one_list)),
    clear_task(FACTS["ClearEvent"], world("SimpleCalendarDeleteOneEvent")),
    clear_task(FACTS["ClearExpense"], replace(world("ExpenseDeleteSingle"), draw=_one_of_a_thing)),
    clear_task(FACTS["ClearNewest"], world("SimpleSmsReplyMostRecent")),
)
