"""A template of each task: the phone and the servers made ready, the person who answers, the judge."""

from collections.abc import Callable, Iterable, Mapping
from datetime import timedelta
from random import Random
from typing import cast

from pydantic import JsonValue

from agent.evaluation.verdict import Clause
from agent.run.event import Question
from tasks.facts import Facts
from tasks.material.chance import NOW
from tasks.material.hybrid import EVENT, NOTE, HybridTask
from tasks.material.longtask import PARTS, written
from tasks.material.notebook import note
from tasks.material.people import Message, fill_messages
from tasks.scene import Scene
from tasks.servers.catalog import Contents
from tasks.stage import Stage
from tasks.suites.ask.question import asked, asked_first
from tasks.suites.hybrid.drawing import draw, known_to_the_person
from tasks.suites.hybrid.wording import goals_of, word_for, words_of
from tasks.suites.long.carry import READ, WEIGHTS, parts_of, weighed, world
from tasks.suites.world.calendar import EVENTS, event
from tasks.suites.world.message import none_sent
from tasks.suites.world.row import others
from tasks.task import Params, Template, obliging

_DAY = NOW.replace(hour=18, minute=0) + timedelta(days=1)
"""When the event is that has the facts."""
_READING = {"message": "simple sms messenger", "note": "markor", "event": "simple calendar pro"}
_DIFFICULTY = {"either": "hard", "tool": "medium", "person": "medium"}


def template_of(name: str, task: HybridTask) -> Template:
    """The template of a task."""

    def drawn(random: Random) -> Params:
        return draw(random, task)

    def words(params: Params) -> Params:
        return words_of(params, task)

    return Template(
        _facts(name, task),
        _judge(task),
        drawn,
        _preparer(task),
        words,
        reply=_person(task),
        servers=lambda params: cast(Contents, params["contents"]),
        needs="mcp" if task.servers else "",
    )


def _facts(name: str, task: HybridTask) -> Facts:
    templates = [world(PARTS[part]) for part in task.on_phone]
    apps = [app for template in templates for app in template.facts.app_names]
    more = [_READING[task.source]] if task.source in _READING else []
    touched = [place for template in templates for place in template.facts.touches]
    least = sum(template.facts.complexity for template in templates)
    return Facts(
        name,
        goals_of(task),
        complexity=round(least * 1.5 + 1.0, 1),
        difficulty=_DIFFICULTY[task.group],
        app_names=tuple(dict.fromkeys((*more, *apps))),
        tags=("hybrid", task.group, "multi_app", "parameterized"),
        steps=sum(template.facts.steps for template in templates),
        touches=(*READ, *touched),
    )


# -- before --------------------------------------------------------------------------------------------
def _preparer(task: HybridTask) -> Callable[[Stage, Params], None]:
    def prepare(stage: Stage, params: Params) -> None:
        parts = parts_of(params)
        for part in task.on_phone:
            world(PARTS[part]).prepare(stage, parts[part])
        text = written(cast(dict[str, str], params["sheet"]))
        if task.source == "message":
            fill_messages(stage, [Message(str(params["sender"]), text)])
        elif task.source == "note":
            stage.file(note(NOTE), f"{text}\n")
        elif task.source == "event":
            rest = others(parts["event"]) if "event" in parts else []
            stage.fill(EVENTS, [*rest, event(_DAY, 60, EVENT, text)])

    return prepare


# -- meanwhile -----------------------------------------------------------------------------------------
def _person(task: HybridTask) -> Callable[[Question, Params], str]:
    """They tell what a question names of what they know, and all of it where it names nothing."""

    def reply(question: Question, params: Params) -> str:
        if question.kind != "ask" or not task.open:
            return obliging(question, params)
        known = {word_for(left): value for left, value in known_to_the_person(params, task).items()}
        said = question.text.casefold()
        told = {word: value for word, value in known.items() if word in said} or known
        return "\n".join(f"The {word} is: {value}" for word, value in told.items())

    return reply


# -- after ---------------------------------------------------------------------------------------------
def _judge(task: HybridTask) -> Callable[[Scene, Params], Iterable[Clause]]:
    def judge(scene: Scene, params: Params) -> Iterable[Clause]:
        parts = parts_of(params)
        if task.open:
            yield asked(scene)
            yield asked_first(scene)
        for part in task.on_phone:
            yield from weighed(world(PARTS[part]).judge(scene, parts[part]), WEIGHTS.get(part, 1.0))
        if "text" not in task.parts:
            yield none_sent(scene)
        for server, wanted in _wanted(params, task).items():
            changed = wanted != cast(Contents, params["contents"])[server]
            demand = (
                "as wanted, and nothing else" if changed else "as it was: no tool did what nobody asked for"
            )
            yield scene.holds_there(f"{server}: {demand}", server, wanted, weight=1.0 if changed else 0.0)

    return judge


def _wanted(params: Params, task: HybridTask) -> dict[str, JsonValue]:
    """What the servers are to hold in the end."""
    parts = cast(Mapping[str, Mapping[str, str]], params["parts"])
    held = {
        server: dict(cast(Mapping[str, JsonValue], held))
        for server, held in cast(Contents, params["contents"]).items()
    }
    if "mailed" in task.parts:
        held["mail"]["sent"] = [cast(JsonValue, dict(parts["mailed"]))]
    if "files" in held:
        files = dict(cast(Mapping[str, JsonValue], held["files"]["files"]))
        if "filed" in task.parts:
            files[parts["filed"]["name"]] = parts["filed"]["text"]
        if "deleted" in task.parts:
            del files[cast(Mapping[str, str], params["source"])["file"]]
        held["files"] = {"files": files}
    return dict(held)
