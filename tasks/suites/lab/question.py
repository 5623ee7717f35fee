"""Questions, most of them of the world suite, with goals that stay within one app; and some of our own."""

from collections.abc import Callable, Iterable, Sequence
from random import Random
from typing import cast

from agent.evaluation.verdict import Clause
from tasks.answer import counted, says_number, says_text, says_truth
from tasks.facts import read_facts
from tasks.material.chance import SENTENCES, apart, number, person
from tasks.material.people import CONTACTS, Message, digits, fill_contacts, fill_messages
from tasks.scene import Scene
from tasks.stage import Stage
from tasks.suite import find_suite
from tasks.suites.lab.operation import ALARMS, alarm_row, some_alarms
from tasks.suites.world.expense import EXPENSES
from tasks.suites.world.message import none_sent
from tasks.suites.world.row import fill_mixed, meant
from tasks.task import Params, Template

FACTS = read_facts(__file__)
_OF_WORLD = {
    "LabEventPlace": "SimpleCalendarLocationOfEvent",
    "LabEventAtTime": "SimpleCalendarEventOnDateAtTime",
    "LabEventsOnDate": "SimpleCalendarEventsOnDate",
    "LabNoteAttendees": "NotesMeetingAttendeeCount",
    "LabNoteQuantity": "NotesRecipeIngredientCount",
    "LabNoteIsTodo": "NotesIsTodo",
    "LabTasksDueOnDate": "TasksDueOnDate",
    "LabTasksHighPriority": "TasksHighPriorityTasks",
    "LabTasksNextWeek": "TasksDueNextWeek",
    "LabTrackDuration": "SportsTrackerActivityDuration",
    "LabTrackCount": "SportsTrackerActivitiesCountForWeek",
    "LabTrackDistance": "SportsTrackerTotalDistanceForCategoryOverInterval",
}
Draw = Callable[[Random], Params]
Prepare = Callable[[Stage, Params], None]
Right = Callable[[str, Params], tuple[str, bool]]
"""From an answer to the right one, and whether it was given."""


def _of_world(name: str, base: str) -> Template:
    world = find_suite("world").named(base)
    return Template(FACTS[name], world.judge, world.draw, world.prepare, world.words, solver=base)


def _own(name: str, draw: Draw, prepare: Prepare, right: Right, kept: Callable[[Scene], Clause]) -> Template:
    """`kept` sees that looking changed nothing."""

    def judge(scene: Scene, params: Params) -> Iterable[Clause]:
        wanted, ok = right(scene.answer, params)
        yield scene.answered(f"the answer is {wanted}", ok)
        yield kept(scene)

    return Template(FACTS[name], judge, draw, prepare)


def _untouched(*places: str) -> Callable[[Scene], Clause]:
    demand = "what was asked about is not changed"
    return lambda scene: scene.untouched(demand, *places).model_copy(update={"weight": 0})


# -- people --------------------------------------------------------------------------------------------
def _somebody(random: Random) -> Params:
    names = apart(random, random.randint(4, 9), person)
    people = [[name, who] for name, who in zip(names, apart(random, len(names), number), strict=True)]
    name, who = random.choice(people)
    return cast(Params, {"name": name, "number": who, "people": sorted(people)})


def _known(stage: Stage, params: Params) -> None:
    fill_contacts(stage, [(name, who) for name, who in cast(Sequence[Sequence[str]], params["people"])])


def _number(answer: str, params: Params) -> tuple[str, bool]:
    wanted = str(params["number"])
    rest = answer.translate(str.maketrans("", "", "0123456789+-() ."))
    return wanted, not rest and digits(answer) == digits(wanted)


def _how_many(answer: str, params: Params) -> tuple[str, bool]:
    count = len(cast(Sequence[object], params["people"]))
    return str(count), says_number(answer, count, counted("contacts", "people"))


def _inbox(random: Random) -> Params:
    texts = random.sample(SENTENCES, random.randint(3, 6))
    numbers = apart(random, len(texts), number)
    inbox = [[who, text] for who, text in zip(numbers, texts, strict=True)]
    who, text = random.choice(inbox)
    return cast(Params, {"number": who, "message": text, "inbox": inbox})


def _written(stage: Stage, params: Params) -> None:
    inbox = cast(Sequence[Sequence[str]], params["inbox"])
    fill_messages(stage, [Message(who, text) for who, text in inbox])


def _message(answer: str, params: Params) -> tuple[str, bool]:
    wanted = str(params["message"])
    return wanted, says_text(answer, wanted)


# -- rows and settings -----------------------------------------------------------------------------------
def _expense(random: Random) -> Params:
    params = find_suite("world").named("ExpenseDeleteMultiple2").draw(random)
    wanted = meant(params)[0]
    return {**params, "name": str(wanted["name"])}


def _dollars(answer: str, params: Params) -> tuple[str, bool]:
    amount = int(str(meant(params)[0]["amount"])) / 100
    return f"${amount:.2f}", says_number(answer, amount, dict.fromkeys(("$", "usd", "dollars"), 1), 0.001)


def _radio(random: Random) -> Params:
    service = random.choice(("wifi", "bluetooth"))
    name = {"wifi": "Wi-Fi", "bluetooth": "Bluetooth"}[service]
    return {"service": service, "name": name, "on": random.random() < 0.5}


def _switched(stage: Stage, params: Params) -> None:
    stage.radio(str(params["service"]), bool(params["on"]))


def _is_on(answer: str, params: Params) -> tuple[str, bool]:
    return "yes" if params["on"] else "no", says_truth(answer, bool(params["on"]))


def _alarms(random: Random) -> Params:
    alarms = some_alarms(random)
    return cast(Params, {"alarms": alarms, "label": random.choice(alarms)["label"]})


def _with_alarms(stage: Stage, params: Params) -> None:
    alarms = cast(Sequence[dict[str, str | int]], params["alarms"])
    stage.fill(ALARMS, [alarm_row(one) for one in alarms])


def _alarm_time(answer: str, params: Params) -> tuple[str, bool]:
    alarms = cast(Sequence[dict[str, str | int]], params["alarms"])
    one = next(alarm for alarm in alarms if alarm["label"] == params["label"])
    wanted = f"{one['hour']:02}:{one['minutes']:02}"
    return wanted, answer.strip() in (wanted, wanted.removeprefix("0"))


_PEOPLE_KEPT = _untouched(f"row {CONTACTS.package}/*")
_SETTINGS = ("setting global/wifi_on", "setting global/bluetooth_on")
TEMPLATES = (
    *(_of_world(name, base) for name, base in _OF_WORLD.items()),
    _own("LabContactNumber", _somebody, _known, _number, _PEOPLE_KEPT),
    _own("LabContactCount", _somebody, _known, _how_many, _PEOPLE_KEPT),
    _own("LabMessageText", _inbox, _written, _message, none_sent),
    _own("LabExpenseAmount", _expense, fill_mixed(EXPENSES), _dollars, _untouched(f"row {EXPENSES.place}")),
    _own("LabRadioState", _radio, _switched, _is_on, _untouched(*_SETTINGS)),
    _own("LabAlarmTime", _alarms, _with_alarms, _alarm_time, _untouched(f"row {ALARMS.place}")),
)
