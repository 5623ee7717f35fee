"""The goals, made of sentences: where facts stand, and what is to be done with them."""

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any, cast

from tasks.material.hybrid import EVENT, NOTE, HybridTask, lines_of
from tasks.suites.long.carry import sheet_of
from tasks.task import Params

WORDINGS = 3


@cache
def _sentences() -> Mapping[str, Any]:
    return tomllib.loads(Path(__file__).with_name("sentence.toml").read_text("utf-8"))


def goals_of(task: HybridTask) -> tuple[str, ...]:
    """The goal in each wording, with {parameters}."""
    return tuple(" ".join(_goal(task, place)) for place in range(WORDINGS))


def _goal(task: HybridTask, place: int) -> list[str]:
    told = _sentences()
    first = [] if task.source == "told" else [str(told["source"][task.source][place])]
    return [*first, *(str(_of_part(task, part)[place]) for part in task.parts)]


def _of_part(task: HybridTask, part: str) -> list[str]:
    told = _sentences()
    carried = task.source != "told"
    left = next((one for one in task.open if lines_of(one)[0] == part), "")
    if left:
        found = told["open"][left]["carried" if part in task.says else "told"]
    elif task.source == "rate":
        found = told["rate"][part]
    else:
        found = told["carried" if carried else "told"][part]
    return cast(list[str], found)


def words_of(params: Params, task: HybridTask) -> Params:
    """Everything by its part and name: {text_number}, {event_Title}, {source_file}."""
    parts = cast(Mapping[str, Mapping[str, object]], params["parts"])
    flat = {f"{part}_{name}": value for part, own in parts.items() for name, value in own.items()}
    for part in task.on_phone:
        facts = sheet_of(part, cast(Params, parts[part]))
        flat |= {f"{part}_{name}": value for name, value in facts.items()}
        flat[f"{part}_all"] = "; ".join(f"{name}: {value}" for name, value in facts.items())
    flat |= {f"{part}_says": fact for part, fact in task.says.items()}
    source = cast(Mapping[str, str], params["source"])
    flat |= {f"source_{name}": value for name, value in source.items()}
    return cast(Params, {**flat, "sender": params["sender"], "source_note": NOTE, "source_event": EVENT})


def word_for(left: str) -> str:
    """The word by which a question names something that is left open."""
    return str(_sentences()["word"][left])
