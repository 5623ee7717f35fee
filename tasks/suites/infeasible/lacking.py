"""The app is there but has no such choice, field or command, on the simulated phone as on a real one."""

from collections.abc import Callable
from random import Random

from tasks.facts import read_facts
from tasks.material.chance import SENTENCES, apart, number, stem_name
from tasks.material.people import Message, fill_messages
from tasks.material.picture import encoded, page
from tasks.stage import Stage
from tasks.suite import find_suite
from tasks.suites.infeasible.refusal import ENDS, refused
from tasks.suites.world.expense import EXPENSES
from tasks.suites.world.row import meant, mixed
from tasks.task import Params, Template

FACTS = read_facts(__file__)
_SOUNDS = ("mp3", "ogg", "flac", "wma")
_PICTURES = ("gif", "bmp", "pdf", "webp")
_MINUTES = (3, 7, 15, 20, 45, 60, 90)


def _recording(random: Random) -> Params:
    return {"format": random.choice(_SOUNDS), "file_name": stem_name(random)}


def _drawing(random: Random) -> Params:
    return {"format": random.choice(_PICTURES), "file_name": stem_name(random)}


def _timeout(random: Random) -> Params:
    return {"minutes": random.choice(_MINUTES)}


def _message(random: Random) -> Params:
    old, new = random.sample(SENTENCES, 2)
    who, other = apart(random, 2, number)
    return {"number": who, "other": other, "old_message": old, "message": new}


def _sent(stage: Stage, params: Params) -> None:
    who, other, said = (str(params[name]) for name in ("number", "other", "old_message"))
    fill_messages(
        stage, [Message(other, said), Message(who, "Are you there?"), Message(who, said, mine=True)]
    )


def _expense(random: Random) -> Params:
    params = find_suite("world").named("ExpenseDeleteSingle").draw(random)
    name = str(meant(params)[0]["name"])
    return {**params, "name": name, "file_name": f"{stem_name(random)}.jpg"}


def _spent(stage: Stage, params: Params) -> None:
    """The picture is there, too, so that it is not what is lacking."""
    stage.fill(EXPENSES, mixed(params))
    name = str(params["file_name"])
    stage.file(f"DCIM/{name}", encoded(page(f"Receipt\n{params['name']}"), name))


def _nothing(_stage: Stage, _params: Params) -> None:
    """The phone stays as it comes."""


def _template(
    name: str, draw: Callable[[Random], Params], prepare: Callable[[Stage, Params], None], app: str
) -> Template:
    return Template(FACTS[name], refused(None, app), draw, prepare, ends=ENDS)


TEMPLATES = (
    _template("LackingRecordFormat", _recording, _nothing, "com.dimowner.audiorecorder"),
    _template("LackingDrawFormat", _drawing, _nothing, "com.simplemobiletools.draw.pro"),
    _template("LackingScreenTimeout", _timeout, _nothing, "com.android.settings"),
    _template("LackingMessageEdit", _message, _sent, "com.simplemobiletools.smsmessenger"),
    _template("LackingExpensePhoto", _expense, _spent, EXPENSES.package),
)
