"""Nothing that ships knows a benchmark's tasks: no card, prompt or table holds their texts."""

import json
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[3]
SHEET = ROOT.parent / "shared" / "data" / "androidworld_tasks.json"
SHIPPED = [path for path in (ROOT / "agent").rglob("*") if path.suffix in (".md", ".toml", ".json", ".txt")]
TELLING = 6
"""Words of a task in a row that nobody writes by chance."""


def said(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.lower()))


def test_no_goal_of_androidworld_ships() -> None:
    if not SHEET.exists():
        pytest.skip(f"{SHEET.name} is not here")
    tasks = json.loads(SHEET.read_text("utf-8"))["tasks"]
    assert len(tasks) > 100
    assert len(SHIPPED) > 20
    texts = {path: said(path.read_text("utf-8")) for path in SHIPPED}
    for task in tasks:
        for text in (task["template"], task["sample_goal_seed30"]):
            words = said(re.sub(r"\{.*?\}", " ", text)).split()
            runs = {" ".join(words[at : at + TELLING]) for at in range(max(1, len(words) - TELLING + 1))}
            found = [path.name for path, known in texts.items() if any(run in known for run in runs)]
            assert not found or len(words) < TELLING, (task["name"], found)


def test_no_card_ships() -> None:
    """Cards are the person's own: a fresh install knows no app beforehand."""
    assert not [path for path in SHIPPED if path.is_relative_to(ROOT / "agent" / "knowledge")]
