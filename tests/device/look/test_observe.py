"""The parts of a look: at the same time, but on a phone that answers before a thread has begun."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from device.look.acquaintance import Acquaintance
from device.look.observe import Eye
from tests.device.scripted import Scripted, tree


@pytest.mark.parametrize(("seconds", "threads"), [(None, 1), (0.3, 1), (0.001, 0)])
def test_a_phone_that_answers_at_once_is_asked_by_one_thread(seconds: float | None, threads: int) -> None:
    phone = Scripted().on("dumpsys", "mCurrentFocus=Window{1 u0 a.b/a.b.C}").on("uiautomator", tree("x"))
    known = Acquaintance()
    known.seconds = seconds
    with ThreadPoolExecutor(2) as pool:
        seen = Eye(phone, pool, known=known).observe(screenshot=False, tree=True)
        assert [each.text for each in seen.elements] == ["x"]
        assert len(pool._threads) == threads
