"""Training for a fixed number of steps, which can be cut short at any moment and taken up again.

Step n takes the same batch, the same rate and the same random numbers whenever it is made, so a run that was
interrupted ends with the weights it would have had without. The number of steps decides, never the time: the
speed of a shared machine drifts.
"""

import json
import math
import time
from collections.abc import Callable, Iterable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Protocol

import torch
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from device.error import ConfigError
from grounding.training.stopping import held_back

_STATE, _LOG = "state.pt", "log.jsonl"


class Task(Protocol):
    """What is trained."""

    @property
    def modules(self) -> dict[str, torch.nn.Module]:
        """All that has weights or buffers to keep, by name."""
        ...

    def loss(self, step: int) -> torch.Tensor:
        """The loss of the batch that belongs to that step."""
        ...


@dataclass(frozen=True, slots=True)
class Schedule:
    """How long and how fast."""

    steps: int
    rate: float = 1e-3
    """The highest learning rate; cosine down to 0."""
    warmup: float = 0.03
    """Share of the steps in which it rises from 0."""
    decay: float = 0.01
    """AdamW's weight decay."""
    clip: float = 1.0
    """The longest gradient."""
    seed: int = 0
    keep_every: int = 100
    """Steps between states on disk."""

    def rate_at(self, step: int) -> float:
        """The learning rate of a step."""
        rising = max(1, round(self.warmup * self.steps))
        if step < rising:
            return self.rate * (step + 1) / rising
        along = (step - rising) / max(1, self.steps - rising)
        return self.rate * 0.5 * (1 + math.cos(math.pi * min(1.0, along)))


@dataclass(frozen=True, slots=True)
class Logged:
    """One line of the log."""

    step: int
    loss: float
    rate: float
    seconds: float


Stop = Callable[[int], bool]


def train(task: Task, schedule: Schedule, folder: Path, *, stop: Stop = lambda step: False) -> list[Logged]:
    """Train, or go on training, and give back the whole log.

    `folder` gets state.pt (replaced whole) and log.jsonl; `stop` is asked after each step whether to end here
    for now. Ctrl-C and SIGTERM end it after the step that is being made, with its state kept; a second one
    ends it at once, and it goes on from the last state. A loss that is not a finite number is left out of the
    weights and logged as it is.

    Raises ConfigError when the folder holds a run of another schedule.
    """
    folder.mkdir(parents=True, exist_ok=True)
    parameters = [p for module in task.modules.values() for p in module.parameters() if p.requires_grad]
    optimiser = torch.optim.AdamW(parameters, lr=schedule.rate, weight_decay=schedule.decay)
    first = _resume(task, optimiser, schedule, folder)
    log = read_log(folder)[:first]
    _write_log(folder, log)
    with held_back() as asked, _bar() as bar:
        shown = bar.add_task("Training", total=schedule.steps, completed=first, loss="")
        for step in range(first, schedule.steps):
            log.append(_step(task, optimiser, parameters, schedule, step))
            bar.update(shown, advance=1, loss=f"loss {_recent(log):.3f}")
            last = stop(step) or step + 1 == schedule.steps or asked.signal is not None
            if last or (step + 1) % schedule.keep_every == 0:
                _write_log(folder, log)
                _keep(task, optimiser, schedule, folder, step + 1)
            if last:
                break
    return log


def read_log(folder: Path) -> list[Logged]:
    """What was logged so far; nothing for a folder without a log."""
    path = folder / _LOG
    if not path.is_file():
        return []
    return [Logged(**json.loads(line)) for line in path.read_text(encoding="utf-8").splitlines()]


def _step(
    task: Task,
    optimiser: torch.optim.Optimizer,
    parameters: Iterable[torch.nn.Parameter],
    schedule: Schedule,
    step: int,
) -> Logged:
    started = time.perf_counter()
    torch.manual_seed(schedule.seed * 1_000_003 + step)
    rate = schedule.rate_at(step)
    for group in optimiser.param_groups:
        group["lr"] = rate
    for module in task.modules.values():
        module.train()
    loss = task.loss(step)
    optimiser.zero_grad(set_to_none=True)
    if torch.isfinite(loss):
        loss.backward()  # type: ignore[no-untyped-call]
        torch.nn.utils.clip_grad_norm_(parameters, schedule.clip, error_if_nonfinite=False)
        optimiser.step()
    return Logged(step, float(loss.detach()), rate, time.perf_counter() - started)


def _resume(task: Task, optimiser: torch.optim.Optimizer, schedule: Schedule, folder: Path) -> int:
    path = folder / _STATE
    if not path.is_file():
        return 0
    state = torch.load(path, map_location="cpu", weights_only=True)
    if state["schedule"] != asdict(schedule):
        raise ConfigError(
            f"{folder} holds a run of another schedule", "Name an empty folder, or the same one"
        )
    for name, module in task.modules.items():
        module.load_state_dict(state["modules"][name])
    optimiser.load_state_dict(state["optimiser"])
    return int(state["step"])


def _keep(task: Task, optimiser: torch.optim.Optimizer, schedule: Schedule, folder: Path, step: int) -> None:
    state = {
        "step": step,
        "schedule": asdict(schedule),
        "modules": {name: module.state_dict() for name, module in task.modules.items()},
        "optimiser": optimiser.state_dict(),
    }
    waiting = folder / f"{_STATE}.new"
    torch.save(state, waiting)
    waiting.replace(folder / _STATE)


def _write_log(folder: Path, log: Iterable[Logged]) -> None:
    text = "".join(json.dumps(asdict(line)) + "\n" for line in log)
    (folder / _LOG).write_text(text, encoding="utf-8")


def _recent(log: list[Logged]) -> float:
    last = [line.loss for line in log[-50:]]
    return sum(last) / len(last)


def _bar() -> Progress:
    return Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("{task.fields[loss]}"),
        TimeRemainingColumn(),
    )
