"""A slip in the owner's words is told from other words."""

import pytest

from agent.language.misquote import misquoted

GOAL = "Save a new contact: Sofija da Silva, +1 338-467-9637. 备注：好的，明天早上七点见"


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("Sofija da Slva", "Sofija da Silva"),
        ("Sofija da Sivla", "Sofija da Silva"),
        ("Soffija da Silva", "Sofija da Silva"),
        ("+13384679638", "1 338-467-9637"),
        ("好的，明天早上八点见", "好的，明天早上七点见"),
    ],
)
def test_a_slip_is_seen(typed: str, meant: str) -> None:
    assert misquoted(typed, GOAL) == meant


@pytest.mark.parametrize("typed", ["sofija da silva", "13384679637", "Silva, Sofija", "Slva", "shopping"])
def test_what_is_said_right_or_otherwise_is_none(typed: str) -> None:
    assert misquoted(typed, GOAL) == ""
