"""Training can be cut short at any step and ends where it would have ended."""

import signal
from pathlib import Path

import pytest
import torch

from device.error import ConfigError
from grounding.training.curve import curve
from grounding.training.loop import Schedule, read_log, train
from grounding.training.stopping import held_back


class Line:
    """Learns y = 2x + 1 from noisy points, with dropout, so that random numbers matter."""

    def __init__(self) -> None:
        torch.manual_seed(0)
        self.net = torch.nn.Sequential(torch.nn.Dropout(0.1), torch.nn.Linear(1, 1))
        self.broken: set[int] = set()

    @property
    def modules(self) -> dict[str, torch.nn.Module]:
        return {"net": self.net}

    def loss(self, step: int) -> torch.Tensor:
        x = torch.rand(16, 1, generator=torch.Generator().manual_seed(step))
        loss = (self.net(x) - 2 * x - 1).square().mean()
        return loss * float("nan") if step in self.broken else loss


SCHEDULE = Schedule(60, rate=0.1, keep_every=20)


def test_it_learns_and_notes_it(tmp_path: Path) -> None:
    task = Line()
    log = train(task, SCHEDULE, tmp_path)
    assert [line.step for line in log] == list(range(60))
    assert sum(line.loss for line in log[-10:]) < 0.2 * sum(line.loss for line in log[:10])
    assert read_log(tmp_path) == log
    assert curve({"line": log, "none": []}).size == (720, 420)


@pytest.mark.parametrize("cut", [0, 19, 37])
def test_cut_short_and_taken_up_again_ends_the_same(cut: int, tmp_path: Path) -> None:
    whole, first, second = Line(), Line(), Line()
    expected = train(whole, SCHEDULE, tmp_path / "whole")
    train(first, SCHEDULE, tmp_path / "parts", stop=lambda step: step == cut)
    found = train(second, SCHEDULE, tmp_path / "parts")
    assert [line.loss for line in found] == [line.loss for line in expected]
    for one, other in zip(whole.net.parameters(), second.net.parameters(), strict=True):
        assert torch.equal(one, other)


def test_killed_between_states_it_goes_back_to_the_last(tmp_path: Path) -> None:
    def die(step: int) -> bool:
        if step == 33:
            raise KeyboardInterrupt
        return False

    with pytest.raises(KeyboardInterrupt):
        train(Line(), SCHEDULE, tmp_path, stop=die)
    log = train(Line(), SCHEDULE, tmp_path)
    assert [line.step for line in log] == list(range(60))


class Interrupted(Line):
    """Learns the same, and is told to stop in the middle of a step."""

    def __init__(self, number: int) -> None:
        super().__init__()
        self.number = number

    def loss(self, step: int) -> torch.Tensor:
        if step == 5:
            signal.raise_signal(self.number)
        return super().loss(step)


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_told_to_stop_it_keeps_what_it_has(number: int, tmp_path: Path) -> None:
    """Long before the first state that is kept anyway."""

    def end(number: int, frame: object) -> None:
        raise KeyboardInterrupt

    before = signal.signal(number, end)
    try:
        with pytest.raises(KeyboardInterrupt):
            train(Interrupted(number), SCHEDULE, tmp_path / "parts")
        assert signal.getsignal(number) is end
    finally:
        signal.signal(number, before)
    assert [line.step for line in read_log(tmp_path / "parts")] == list(range(6))
    whole, second = Line(), Line()
    expected = train(whole, SCHEDULE, tmp_path / "whole")
    assert [line.loss for line in train(second, SCHEDULE, tmp_path / "parts")] == [e.loss for e in expected]
    for one, other in zip(whole.net.parameters(), second.net.parameters(), strict=True):
        assert torch.equal(one, other)


def test_told_twice_it_stops_at_once() -> None:
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        with held_back():
            signal.raise_signal(signal.SIGINT)
            with pytest.raises(KeyboardInterrupt):
                signal.raise_signal(signal.SIGINT)
    finally:
        signal.signal(signal.SIGINT, before)


def test_what_was_ignored_stays_ignored(tmp_path: Path) -> None:
    """As Ctrl-C is for a job in the background."""
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        assert len(train(Interrupted(signal.SIGINT), SCHEDULE, tmp_path)) == SCHEDULE.steps
    finally:
        signal.signal(signal.SIGINT, before)


def test_a_loss_that_is_no_number_moves_nothing(tmp_path: Path) -> None:
    task = Line()
    task.broken = {5, 6}
    log = train(task, SCHEDULE, tmp_path)
    assert log[5].loss != log[5].loss
    assert all(torch.isfinite(parameter).all() for parameter in task.net.parameters())
    assert log[-1].loss < 1


def test_another_schedule_is_refused(tmp_path: Path) -> None:
    train(Line(), SCHEDULE, tmp_path, stop=lambda step: step == 3)
    with pytest.raises(ConfigError, match="another schedule"):
        train(Line(), Schedule(61), tmp_path)


def test_the_rate_rises_and_falls() -> None:
    rates = [Schedule(100, rate=1.0, warmup=0.1).rate_at(step) for step in range(100)]
    assert rates[0] == pytest.approx(0.1)
    assert max(rates) == 1.0
    assert rates[10:] == sorted(rates[10:], reverse=True)
    assert rates[-1] < 0.01
