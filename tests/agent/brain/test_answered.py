"""354 answers that a capable model gave to prompts of ours: all are read, but for those that are none."""

import gzip
import json
import re
from pathlib import Path
from typing import Any

import pytest

from agent.brain.brain import Confirmation, Decision, Judgement, Spoken
from agent.idiom.idiom import IDIOMS
from agent.role.classify import Classified
from agent.role.extract import Extract
from agent.role.learn import Lessons
from agent.role.manage import Managed
from agent.role.orchestrate import Orchestration
from agent.role.progress import Progress
from agent.role.remember import Focus
from agent.role.review import Review
from agent.role.rewrite import Rewritten
from agent.role.take_notes import Notes
from agent.run.step import Plan
from grounding.parse import CONVENTIONS, parse_point
from models.profile import profile_of
from models.structured import Unreadable, shape_of

ANSWERED = Path(__file__).parents[3].parent / "shared" / "data" / "answered"
TYPES: dict[str, type] = {
    kind.__name__: kind
    for kind in (
        Classified, Confirmation, Decision, Extract, Focus, Judgement, Lessons, Managed, Notes, Orchestration,
        Plan, Progress, Review, Rewritten,
    )
}  # fmt: skip
NO_REPLY = re.compile(r"!\w+|HTTP \d+|~length~")
"""How the failures of a server that was played begin: no model said that."""
SORRY = "I'm sorry, but I can't assist with that request."
PLACELESS = "actions.0.click.target is "


def rows() -> list[dict[str, Any]]:
    if not ANSWERED.is_dir():
        return []
    texts = [gzip.decompress(path.read_bytes()).decode() for path in sorted(ANSWERED.glob("*.gz"))]
    return [json.loads(line) for text in texts for line in text.splitlines()]


def problem(row: dict[str, Any]) -> str:
    """Why the answer cannot be read; "" where it can."""
    profile, answer = profile_of(row["model"]), row["answer"]
    try:
        if kind := row["reply_type"] or told_schema(row["prompt"]):
            shape_of(TYPES[kind]).read(answer)
        elif profile.idiom != "json":
            IDIOMS[profile.idiom].read(answer)
        else:
            assert parse_point(answer, CONVENTIONS[profile.convention])
    except Unreadable as error:
        return str(error)
    return ""


def told_schema(prompt: str) -> str:
    """The type whose schema the prompt ends with, by its fields; "" where it has none."""
    found = re.search(r"JSON schema:\n(\{.*\})", prompt)
    if found is None:
        return ""
    fields = set(json.loads(found[1])["properties"])
    names = {name: set(kind.model_fields) for name, kind in TYPES.items() if issubclass(kind, Spoken | Plan)}
    return max(names, key=lambda name: len(fields & names[name]) - len(fields ^ names[name]))


@pytest.mark.skipif(not ANSWERED.is_dir(), reason="the answers are not here")
def test_all_answers_are_read_but_for_those_that_are_none() -> None:
    answers = rows()
    assert len(answers) == 354
    unread = [(row["answer"].strip(), why) for row in answers if (why := problem(row))]
    told = {(why if answer != SORRY and not NO_REPLY.match(answer) else "no reply") for answer, why in unread}
    assert {why for why in told if not why.startswith(PLACELESS)} == {"no reply"}
    assert sum(why.startswith(PLACELESS) for why in told) == 1, "a click on nothing at all"
    assert all(why == "there is no JSON object in it" for answer, why in unread if answer == SORRY)
