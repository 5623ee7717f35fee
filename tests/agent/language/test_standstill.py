"""Words that pause a run or let it go on, and no others."""

import pytest

from agent.language.standstill import pauses, resumes


@pytest.mark.parametrize(
    "said",
    ["wait", "Wait!", "pause", "please pause", "hold on", "wait a moment", "one second", "等等", "等一下",
     "暂停", "先停一下吧"],
)  # fmt: skip
def test_it_is_to_stand_still(said: str) -> None:
    assert pauses(said)
    assert not resumes(said)


@pytest.mark.parametrize("said", ["go on", "ok, continue", "Continue please", "继续", "继续吧", "resume"])
def test_it_is_to_go_on(said: str) -> None:
    assert resumes(said)
    assert not pauses(said)


@pytest.mark.parametrize(
    "said",
    ["wait, no. 8:15!", "wait for the bus", "pause the timer", "no", "stop", "等一下，8点", "go on Friday"],
)
def test_what_says_more_is_no_pause(said: str) -> None:
    assert not pauses(said)
    assert not resumes(said)
