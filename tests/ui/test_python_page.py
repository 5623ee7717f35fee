"""Every example of docs/python.md runs as it stands."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
EXAMPLES = re.findall(
    r"^## (.+?)$(?:(?!^## ).)*?^```python\n(.*?)^```", (ROOT / "docs/python.md").read_text(), re.M | re.S
)


def test_every_chapter_has_its_example() -> None:
    page = (ROOT / "docs/python.md").read_text()
    assert len(EXAMPLES) == page.count("```python") == page.count("\n## ")


@pytest.mark.parametrize("example", [code for _, code in EXAMPLES], ids=[chapter for chapter, _ in EXAMPLES])
def test_an_example_runs(example: str, own_folder: None) -> None:
    exec(compile(example, "docs/python.md", "exec"), {"__name__": "example"})


def test_what_is_offered_is_there_and_nothing_else() -> None:
    import agent

    for name in agent.__all__:
        assert getattr(agent, name).__name__ == name
    with pytest.raises(AttributeError, match="no attribute 'Nothing'"):
        _ = agent.Nothing  # type: ignore[attr-defined]
