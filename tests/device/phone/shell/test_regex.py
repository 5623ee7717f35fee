"""Expressions that would backtrack for ever give up."""

import pytest

from tests.boot import fresh_phone


@pytest.mark.parametrize(
    "command",
    [
        f"echo {'a' * 40}b | grep -E '(a|a)*$c'",
        f"echo {'a' * 40}b | grep -E '(a+)+$'",
    ],
)
def test_a_hostile_expression_gives_up(command: str) -> None:
    phone = fresh_phone(seed=0)
    assert phone.shell(command).exit_code != 0 or phone.shell("echo ok").stdout == b"ok\n"


def test_ordinary_groups_work() -> None:
    assert fresh_phone(seed=0).shell("echo ababab | grep -cE '^(a|b)+$'").stdout == b"1\n"
