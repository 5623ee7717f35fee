"""What is taken for a goal."""

import pytest

from agent.build import checked_goal
from agent.settings import Settings
from device.error import ConfigError


def test_a_goal_may_be_long_but_no_book() -> None:
    assert checked_goal(" " + "a" * 8_000 + "\n", Settings()) == "a" * 8_000
    with pytest.raises(ConfigError, match="the goal has 100,000 characters, and may have 8,000"):
        checked_goal("a" * 100_000, Settings())
