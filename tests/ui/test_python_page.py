"""Every Python example of the documents runs as it stands."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PAGES = ("docs/python.md", "docs/runs.md")
EXAMPLES = [
    (page, chapter, code)
    for page in PAGES
    for chapter, code in re.findall(
        r"^## ([^\n]+)$(?:(?!^## ).)*?^```python\n(.*?)^```", (ROOT / page).read_text(), re.M | re.S
    )
]


def test_no_example_is_left_out() -> None:
    text = "".join((ROOT / page).read_text() for page in PAGES)
    assert len(EXAMPLES) == text.count("```python")


@pytest.mark.parametrize(("page", "chapter", "code"), EXAMPLES, ids=[chapter for _, chapter, _ in EXAMPLES])
def test_an_example_runs(page: str, chapter: str, code: str, own_folder: None) -> None:
    exec(compile(code, page, "exec"), {"__name__": "example"})


def test_what_is_offered_is_there_and_nothing_else() -> None:
    import agent

    for name in agent.__all__:
        assert getattr(agent, name).__name__ == name
    with pytest.raises(AttributeError, match="no attribute 'Nothing'"):
        _ = agent.Nothing  # type: ignore[attr-defined]
