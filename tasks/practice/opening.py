"""What a practice is begun with, kept in its folder, and all that goes before its first round."""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from functools import partial
from pathlib import Path
from typing import Literal

from pydantic import ValidationError

from agent.brain.selection import build_brain
from agent.evaluation.selection import build_judge
from agent.preset.preset import find_preset
from agent.proposal.explore import explore
from agent.proposal.kind import Kind
from agent.proposal.proposal import Surroundings
from agent.proposal.proposer import ModelProposer
from agent.run.step import Record
from agent.settings import Settings
from device.atomicfile import write_whole
from device.client import Device
from device.error import ActionRejected, ConfigError
from device.state.appname import choose_app, names_of
from device.state.census import take
from tasks.executor.thread import PhonePool
from tasks.ledger.ledger import Ledger
from tasks.practice.curve import Point
from tasks.practice.cycle import Cycle, PracticeProgress, Scheme
from tasks.practice.hearing import Hearing, cost_of
from tasks.practice.learner import Learner
from tasks.practice.lessons import LessonLearner
from tasks.practice.runner import PracticeRunner
from tasks.runner.phone import EmbeddedPhone, PhoneSpec

LearnerName = Literal["lessons", "policy"]
_FILE = "practice.json"
_EXPLORED = "explored.json"


class Opening(Record):
    """All that makes a practice the one it is; keys are left out where it is kept."""

    settings: Settings
    rounds: int
    per_round: int
    tries: int = 1
    held_out: int
    seed: int
    workers: int
    learner: LearnerName
    trials: int
    languages: tuple[str, ...]
    explored: tuple[str, ...]
    """Apps, by name or package, that are explored before the first round."""
    touches: int
    """By which each is explored, at most."""
    proposer: Literal["composed", "model"]
    pictures: bool = False
    max_cost: float | None = None
    minutes: float | None = None
    until_shown: bool = False
    """Whether it ends as soon as the exam shows a gain or a loss."""

    def keep(self, folder: Path) -> None:
        """Write it into the practice's folder. Raises ConfigError where there is one already, or no room."""
        path = folder / _FILE
        if path.exists():
            raise ConfigError(f"there is a practice in {folder} already", "Go on with it: --resume")
        try:
            folder.mkdir(parents=True, exist_ok=True)
            write_whole(path, f"{json.dumps(self._told(), indent=1)}\n".encode())
        except OSError as error:
            raise ConfigError(f"cannot practise in {folder}: {error.strerror}") from error

    def _told(self) -> object:
        return self.model_copy(update={"settings": self.settings.without_keys()}).model_dump(mode="json")


def find_opening(folder: Path, settings: Settings) -> Opening:
    """How the practice of a folder was begun, the key being that of the settings at hand.

    Raises ConfigError where there is none.
    """
    try:
        found = Opening.model_validate_json((folder / _FILE).read_bytes())
    except FileNotFoundError as error:
        raise ConfigError(f"{folder} holds no practice", "Begin one without --resume") from error
    except (OSError, ValidationError) as error:
        raise ConfigError(f"the practice in {folder} can't be read: {error}") from error
    return found.model_copy(update={"settings": found.settings.with_keys_of(settings)})


@contextmanager
def opened(
    opening: Opening, folder: Path, tell: Callable[[PracticeProgress], None], done: Callable[[Point], None]
) -> Iterator[Cycle]:
    """The practice of a folder, ready to go (on), its phones in hand for as long as the `with` lasts."""
    folder = folder.absolute()
    with closing(Ledger.open(str(folder / "ledger.sqlite"))) as ledger:
        pool = PhonePool(PhoneSpec(sample=True), opening.workers)
        try:
            runner = PracticeRunner(
                folder, ledger, pool, opening.settings, pictures=opening.pictures, max_cost=opening.max_cost,
                aside=partial(cost_of, folder),
            )  # fmt: skip
            around, proposer, apps = _surroundings(opening, folder)
            hearing = Hearing(build_judge(opening.settings), lambda: runner.left == 0)
            scheme = Scheme(
                opening.rounds,
                opening.per_round,
                opening.held_out,
                opening.seed,
                opening.tries,
                opening.until_shown,
                opening.minutes,
            )
            learner = _learner(opening, folder)
            yield Cycle(
                scheme, runner, learner, around, proposer, hearing=hearing, apps=apps, tell=tell, done=done
            )
        finally:
            pool.close()


def _learner(opening: Opening, folder: Path) -> Learner:
    if opening.learner == "policy":
        from tasks.practice.cloning import PolicyLearner  # noqa: PLC0415  (heavy)

        return PolicyLearner(opening.settings, folder, opening.seed)
    return LessonLearner(opening.settings, folder, opening.trials)


def _surroundings(
    opening: Opening, folder: Path
) -> tuple[Surroundings, ModelProposer | None, tuple[str, ...]]:
    """What proposers are told of the phone, and its apps by package; exploring it is done once."""
    phone = EmbeddedPhone(PhoneSpec(sample=True))
    try:
        explored = _explored(opening, folder, phone.device())
        phone.ready()
        apps = tuple(sorted({each.package for each in phone.device().apps()}))
        around = Surroundings(take(phone.device()), opening.languages, explored=explored)
        if opening.proposer == "composed":
            return around, None, apps
        brain = build_brain(opening.settings, find_preset(opening.settings.preset))
        names = {package: names_of(package)[0] for package in around.census.apps if names_of(package)}
        return around, ModelProposer(brain, names, phone.device().observe(screenshot=False)), apps
    finally:
        phone.close()


def _explored(opening: Opening, folder: Path, device: Device) -> Mapping[str, Kind]:
    path = folder / _EXPLORED
    if not path.exists():
        try:
            packages = _packages(opening.explored, device)
        except ActionRejected as error:
            (folder / _FILE).unlink()  # nothing was begun: the folder is free for a practice that can
            raise ConfigError(f"cannot explore: {error}", "Name apps of the phone with --explore") from error
        found = explore(device, packages, touches=opening.touches).kinds if opening.touches else {}
        told = {name: kind.model_dump(mode="json") for name, kind in found.items()}
        write_whole(path, f"{json.dumps(told, indent=1, ensure_ascii=False)}\n".encode())
    read: dict[str, object] = json.loads(path.read_text(encoding="utf-8"))
    return {name: Kind.model_validate(kind) for name, kind in read.items()}


def _packages(apps: Iterable[str], device: Device) -> Sequence[str]:
    """Of apps by exact name or package. Raises ActionRejected for one that is not there."""
    installed = device.apps()
    return [choose_app(app, installed, exactly=True).package for app in apps]
