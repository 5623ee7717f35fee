"""How far a benchmark is, where nobody sits at a terminal."""

import pytest

from tasks.runner.runner import RunProgress
from ui.bench.bar import bar, minutes


def test_a_log_has_a_line_every_so_often(capsys: pytest.CaptureFixture[str]) -> None:
    with bar(often=0.0) as tell:
        tell(RunProgress(planned=4, done=0, succeeded=0, crashed=0, cost=0.0))
        tell(RunProgress(planned=4, done=1, succeeded=1, crashed=0, cost=0.0))
        tell(RunProgress(planned=4, done=2, succeeded=1, crashed=1, cost=0.25))
    _, first, second = capsys.readouterr().err.splitlines()
    assert first.startswith("1 of 4 done, 1 succeeded; ")
    assert first.endswith(" gone")
    assert second.startswith("2 of 4 done, 1 succeeded, 1 broke down, 0.25 USD; ")
    assert second.endswith(" to go")


def test_what_it_takes_to_begin_is_no_measure_of_the_rest(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    hours = iter((0.0, 0.0, 100.0, 102.0))
    monkeypatch.setattr("ui.bench.bar.time.monotonic", lambda: next(hours))
    with bar(often=0.0) as tell:
        for done in (0, 1, 2):
            tell(RunProgress(planned=12, done=done, succeeded=done, crashed=0, cost=0.0))
    assert (
        capsys.readouterr().err.splitlines()[-1]
        == "2 of 12 done, 2 succeeded; 1 min 40 s gone, about 20 s to go"
    )


@pytest.mark.parametrize(
    ("seconds", "told"),
    [
        (0.4, "0 s"),
        (99.4, "99 s"),
        (100, "1 min 40 s"),
        (119.6, "2 min"),
        (154, "2 min 30 s"),
        (660, "11 min"),
    ],
)
def test_a_span_of_time_is_told_as_roughly_as_one_needs_to_know_it(seconds: float, told: str) -> None:
    assert minutes(seconds) == told


def test_a_remark_is_not_held_back(capsys: pytest.CaptureFixture[str]) -> None:
    with bar(often=60.0) as tell:
        tell(RunProgress(planned=4, done=1, succeeded=1, crashed=0, cost=0.0))
        tell(
            RunProgress(
                planned=4, done=1, succeeded=1, crashed=0, cost=0.0, remark="[a] phone is done without"
            )
        )
    assert capsys.readouterr().err.splitlines() == ["[a] phone is done without"]
