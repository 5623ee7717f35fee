"""Every Python example of the documents runs as it stands."""

import pytest

from tests.ui.examples import PAGES, ROOT, examples

EXAMPLES = examples()


def test_no_example_is_left_out() -> None:
    text = "".join((ROOT / page).read_text() for page in PAGES)
    assert len(EXAMPLES) == text.count("```python")


@pytest.mark.parametrize(("page", "chapter", "code"), EXAMPLES, ids=[chapter for _, chapter, _ in EXAMPLES])
def test_an_example_runs(page: str, chapter: str, code: str, own_folder: None) -> None:
    exec(compile(code, page, "exec"), {"__name__": "example"})


def test_what_is_offered_is_there_and_nothing_else() -> None:
    import agent

    for name in agent.__all__:
        assert getattr(getattr(agent, name), "__name__", name) in (name, "Annotated")  # a union of types
    with pytest.raises(AttributeError, match="no attribute 'Nothing'"):
        _ = agent.Nothing  # type: ignore[attr-defined]
