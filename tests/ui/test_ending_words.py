"""What the page says of a run that was given up: a heading that holds for any reason, and the reason."""

import pytest

from ui.chat.wording import table
from ui.words import grounds

REASONS = (
    "not done after 60 steps",
    "not done after 1800 seconds",
    "I am not sure how to go on (41%)",
    "stuck: going back and forth between home and back",
    'You said "stop"',
)


@pytest.mark.parametrize("reason", REASONS)
def test_no_limit_is_blamed_where_the_reason_is_another(reason: str) -> None:
    assert table()["status_truncated"] == ("Not done", "未完成")
    assert grounds("", reason, "").endswith(f" {reason}")
