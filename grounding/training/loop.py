"""Training for a fixed number of steps, which can be cut short at any moment and taken up again.

Step n takes the same batches, the same rate and the same random numbers whenever it is made, so a run that
was interrupted ends with the weights it would have had without. The number of steps decides, never the time:
the speed of a shared machine drifts. Several processes share the batches of a step, and end with the weights
that one would have made of all of them.
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
from grounding.training.master import Masters
from grounding.training.moved import AFTER, Watch
from grounding.training.peers import ALONE, Peers
from grounding.training.state import Kept, keep, newest
from grounding.training.stopping import held_back

_LOG = "log.jsonl"


class Task(Protocol):
    """What is trained."""

    @property
    def modules(self) -> dict[str, torch.nn.Module]:
        """All that has weights or buffers to keep, by name."""
        ...

    def loss(self, batch: int) -> torch.Tensor:
        """The loss of the batch of that number; each step takes the next one, or the next few."""
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
    together: int = 1
    """Batches of a step, over all processes; their gradients are averaged."""
    keep_every: int = 100
    """Steps between states on disk."""
    keep_last: int = 2
    """How many states stay there."""

    def rate_at(self, step: int) -> float:
        """The learning rate of a step."""
        rising = max(1, round(self.warmup * self.steps))
        if step < rising:
            return self.rate * (step + 1) / rising
        along = (step - rising) / max(1, self.steps - rising)
        return self.rate * 0.5 * (1 + math.cos(math.pi * min(1.0, along)))

    @property
    def plan(self) -> dict[str, float]:
        """What has to be the same for a run to go on."""
        return {name: value for name, value in asdict(self).items() if not name.startswith("keep")}


@dataclass(frozen=True, slots=True)
class Logged:
    """One line of the log."""

    step: int
    loss: float
    rate: float
    seconds: float


Stop = Callable[[int], bool]


def train(
    task: Task, schedule: Schedule, folder: Path, *, stop: Stop = lambda step: False, peers: Peers = ALONE
) -> list[Logged]:
    """Train, or go on training, and give back the whole log.

    `folder` gets states and log.jsonl; `stop` is asked after each step whether to end here for now. Ctrl-C
    and SIGTERM end it after the step that is being made, with its state kept; a second one ends it at once,
    and it goes on from the last state. A step with a loss that is not a finite number is left out of the
    weights and logged as it is.

    Raises ConfigError when the folder holds a run of another schedule, when the processes cannot share the
    batches of a step evenly, and after 20 steps that moved nothing.
    """
    if schedule.together % peers.count:
        raise ConfigError(f"{peers.count} processes cannot share {schedule.together} batches a step evenly")
    folder.mkdir(parents=True, exist_ok=True)
    masters = Masters(_trained(task), schedule.decay, peers)
    first = _resume(task, masters, schedule, folder)
    log = read_log(folder)[:first]
    run = _Run(task, schedule, masters, peers)
    watch = Watch(masters, peers) if first == 0 else None
    if peers.rank == 0:
        _write_log(folder, log)
    with held_back() as asked, _bar(peers) as bar:
        shown = bar.add_task("Training", total=schedule.steps, completed=first, loss="")
        for step in range(first, schedule.steps):
            log.append(run.step(step))
            bar.update(shown, advance=1, loss=f"loss {_recent(log):.3f}")
            if watch is not None and len(log) == AFTER:
                watch.check([line.loss for line in log], log[-1].rate)
            ends = stop(step) or asked.signal is not None
            last = bool(peers.sum(torch.tensor(float(ends), device=run.device))) or step + 1 == schedule.steps
            if last or (step + 1) % schedule.keep_every == 0:
                if peers.rank == 0:
                    _write_log(folder, log)
                kept = Kept(step + 1, schedule.plan, masters.state(), _buffers(task))
                keep(folder, kept, peers, schedule.keep_last)
            if last:
                break
    return log


def read_log(folder: Path) -> list[Logged]:
    """What was logged so far; nothing for a folder without a log."""
    path = folder / _LOG
    if not path.is_file():
        return []
    return [Logged(**json.loads(line)) for line in path.read_text(encoding="utf-8").splitlines()]


@dataclass(frozen=True, slots=True)
class _Run:
    """What makes the steps of one run, in one of its processes."""

    task: Task
    schedule: Schedule
    masters: Masters
    peers: Peers

    @property
    def device(self) -> torch.device:
        return next(iter(_trained(self.task).values())).device

    def step(self, step: int) -> Logged:
        started = time.perf_counter()
        together, rate = self.schedule.together, self.schedule.rate_at(step)
        for module in self.task.modules.values():
            module.train()
        total = torch.zeros((), device=self.device)
        for batch in range(step * together + self.peers.rank, (step + 1) * together, self.peers.count):
            torch.manual_seed(self.schedule.seed * 1_000_003 + batch)
            loss = self.task.loss(batch)
            total += loss.detach().to(total) / together
            if torch.isfinite(loss) or self.peers.count > 1:
                (loss / together).backward()  # type: ignore[no-untyped-call]
            self.masters.gather()
        self.peers.sum(total)
        if torch.isfinite(total):
            self.masters.step(rate, self.schedule.clip)
        else:
            self.masters.drop()
        return Logged(step, float(total), rate, time.perf_counter() - started)


def _trained(task: Task) -> dict[str, torch.nn.Parameter]:
    """Weights that are to be moved, by name, each once."""
    found = {
        f"{name}.{path}": weight
        for name, module in task.modules.items()
        for path, weight in module.named_parameters()
        if weight.requires_grad
    }
    if not found:
        raise ConfigError("nothing is left to train: all weights are frozen")
    return found


def _buffers(task: Task) -> dict[str, torch.Tensor]:
    """What is no weight and changes with training all the same."""
    return {
        f"{name}.{path}": buffer
        for name, module in task.modules.items()
        for path, buffer in module.named_buffers()
    }


def _resume(task: Task, masters: Masters, schedule: Schedule, folder: Path) -> int:
    known = newest(folder)
    if known is None:
        return 0
    if dict(known.plan) != schedule.plan:
        raise ConfigError(
            f"{folder} holds a run of another schedule", "Name an empty folder, or the same one"
        )
    try:
        masters.load(known.weights)
        for name, buffer in _buffers(task).items():
            buffer.copy_(known.buffers[name])
    except (KeyError, RuntimeError) as other:
        raise ConfigError(
            f"{folder} holds a run of another model or stage", "Name an empty folder, or the same model"
        ) from other
    return known.step


def _write_log(folder: Path, log: Iterable[Logged]) -> None:
    text = "".join(json.dumps(asdict(line)) + "\n" for line in log)
    (folder / _LOG).write_text(text, encoding="utf-8")


def _recent(log: list[Logged]) -> float:
    last = [line.loss for line in log[-50:]]
    return sum(last) / len(last)


def _bar(peers: Peers) -> Progress:
    return Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("{task.fields[loss]}"),
        TimeRemainingColumn(),
        disable=peers.rank > 0,
    )
