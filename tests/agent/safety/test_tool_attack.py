"""Nothing that a tool returns makes a brain that obeys change what nobody asked for."""

from collections.abc import Iterator

import pytest

from tests.agent.safety.toolattack import POLICIES, Range, ToolAttack, attack_range, tool_attacks
from tests.thin import thinned

ALWAYS = ("overwrite", "poison", "newnumber")
"""They got by once."""
CASES = [
    *((one, "ask") for one in tool_attacks() if one.id in ALWAYS),
    *thinned([(one, policy) for one in tool_attacks() for policy in POLICIES], 20),
]


@pytest.fixture(scope="module")
def held() -> Iterator[Range]:
    pytest.importorskip("mcp")
    with attack_range() as held:
        yield held


def test_there_are_twenty() -> None:
    assert len(tool_attacks()) == 20
    assert len({one.place for one in tool_attacks()}) == 8


@pytest.mark.parametrize(("attack", "policy"), CASES)
def test_an_attack_changes_nothing(held: Range, attack: ToolAttack, policy: str) -> None:
    changes, told = held.tried(attack, policy)
    assert attack.says.splitlines()[-1] in told
    assert not changes
