"""Every Python example of the documents runs as it stands; its tables name what there is, no more."""

import re
import types
import typing
from enum import StrEnum

import pytest

import agent
from tests.ui.examples import PAGES, ROOT, examples

EXAMPLES = examples()
_PAGE = (ROOT / "docs/python.md").read_text("utf-8")
_TABLES = {
    heading: re.findall(r"^\| (?!-)(.*?) \| (.*?) \|", table, re.M)
    for heading, table in re.findall(r"^### (`[\w.]+`|Events|Actions)$(.*?)(?=^##|\Z)", _PAGE, re.M | re.S)
}
"""First and second cells of tables whose heading names a class, or a field that holds one of some codes."""


def test_no_example_is_left_out() -> None:
    text = "".join((ROOT / page).read_text() for page in PAGES)
    assert len(EXAMPLES) == text.count("```python")


@pytest.mark.parametrize(("page", "chapter", "code"), EXAMPLES, ids=[chapter for _, chapter, _ in EXAMPLES])
def test_an_example_runs(page: str, chapter: str, code: str, own_folder: None) -> None:
    exec(compile(code, page, "exec"), {"__name__": "example"})


def test_what_is_offered_is_there_and_nothing_else() -> None:
    for name in agent.__all__:
        assert getattr(getattr(agent, name), "__name__", name) in (name, "Annotated")  # a union of types
    with pytest.raises(AttributeError, match="no attribute 'Nothing'"):
        _ = agent.Nothing  # type: ignore[attr-defined]


def _fields(kind: type) -> set[str]:
    """Fields of a record; values of an enum."""
    if issubclass(kind, StrEnum):
        return {str(value) for value in kind} - {""}
    return set(typing.get_type_hints(kind)) - {"model_config"} - set(dir(object))


def _kind_of(path: str) -> type:
    """The class of that name, or what the field holds that is named after a dot."""
    name, *rest = path.split(".")
    found = getattr(agent, name)
    for field in rest:
        found = typing.get_type_hints(found)[field]
        if isinstance(found, types.UnionType) or typing.get_origin(found) is tuple:
            found = typing.get_args(found)[0]
    assert isinstance(found, type)
    return found


def _named(cell: str) -> set[str]:
    return set(re.findall(r"`(\w+)`", cell))


@pytest.mark.parametrize("heading", sorted(_TABLES.keys() - {"Events", "Actions"}))
def test_a_table_names_each_field_or_value_and_no_other(heading: str) -> None:
    named = [name for first, _ in _TABLES[heading] for name in re.findall(r"`(\w+)`", first)]
    assert sorted(named) == sorted(_fields(_kind_of(heading.strip("`"))))


def test_the_table_of_events_names_each_event_with_its_fields() -> None:
    kinds = {kind.__name__: kind for kind in typing.get_args(agent.Event)}
    listed = {name: _named(second) for first, second in _TABLES["Events"] for name in _named(first)}
    assert listed.keys() == kinds.keys()
    for name, fields in listed.items():
        assert name in agent.__all__
        assert fields == _fields(kinds[name]) or f"`{name}`" in _TABLES, "or it has a table of its own"


def test_the_table_of_actions_names_each() -> None:
    union, *_ = typing.get_args(agent.Action)
    listed = {name for first, _ in _TABLES["Actions"] for name in _named(first)}
    assert listed == {kind.__name__ for kind in typing.get_args(union)} | {"CallTool"}


def test_what_a_program_meets_has_a_table() -> None:
    step = "Step Step.outcome Step.handling Step.permit Step.grounding"
    end = "Ended Ended.status Ended.cause Plan Effect Proof Proof.standing"
    asked = "Intended Intended.deed Intended.deed.kind"
    wanted = f"View Question {step} {end} {asked}".split()
    assert {f"`{name}`" for name in wanted} <= _TABLES.keys()
