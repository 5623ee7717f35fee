"""What the attempts of practice teach in words: candidates for the agent's memory, each yet to be tested.

Three sorts. A wording that fails where another wording of the same kind of task succeeds: what is said so is
put otherwise. A way: how a kind of task was done that is done only now and then. A mended failure, as any
run leaves it (`agent/memory/lesson.py`). None holds a value of the run that it comes from.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from agent.action.action import Click, DoubleTap, InputText, LongPress, OpenApp, Scroll, Swipe
from agent.memory.entry import Entry
from agent.memory.lesson import lessons
from agent.memory.mark import is_marked
from agent.memory.memory import Lived
from agent.memory.pattern import closest, matched, slots
from agent.proposal.kind import Kind
from agent.proposal.proposal import Proposal
from agent.role.learn import LONGEST
from agent.run.step import Ending, Step
from agent.run.trajectory import Trajectory, read_trajectory
from device.error import ConfigError
from tasks.practice.runner import SheetResult, is_done

_HALF = 0.5
"""A wording is taken for one that works from here on, and for one that does not up to here."""
_LONGEST_NAME = 60


@dataclass(frozen=True)
class Insight:
    """Something that may help."""

    entry: Entry
    kind: str
    """The kind of task that it is to help with."""
    wording: str = ""
    """The wording that it is about; "" for any."""

    @property
    def told(self) -> str:
        """In a line."""
        return (
            self.entry.told
            if self.entry.kind != "procedure"
            else f"{self.wording!r} is put {self.entry.does[0]!r}"
        )


@dataclass
class Said:
    """How a wording fared."""

    tries: int = 0
    done: int = 0

    @property
    def share(self) -> float:
        """Of the tries, those that came out right."""
        return self.done / self.tries


@dataclass
class Record:
    """The attempts so far, by kind of task and wording. Tasks put together of several kinds are left out."""

    kinds: Mapping[str, Kind]
    wordings: dict[str, dict[tuple[str, str], Said]] = field(default_factory=lambda: defaultdict(dict))
    """By kind; of each its language and pattern."""
    runs: dict[str, list[tuple[Proposal, Trajectory, Ending]]] = field(
        default_factory=lambda: defaultdict(list)
    )
    """By kind, those that did it."""

    def add(self, tried: SheetResult) -> None:
        """A round's attempts."""
        for place, proposal in enumerate(tried.proposals):
            pattern = pattern_of(proposal, self.kinds)
            outcome = tried.outcomes[place]
            if not pattern or outcome.is_crash:
                continue
            (name,) = proposal.kinds
            said = self.wordings[name].setdefault((proposal.language, pattern), Said())
            said.tries += 1
            said.done += is_done(outcome)
            if is_done(outcome) and proposal.feasible:
                run = _read(tried, place)
                if run is not None and run.ending is not None:
                    self.runs[name].append((proposal, run, run.ending))


def pattern_of(proposal: Proposal, kinds: Mapping[str, Kind]) -> str:
    """The wording of its kind that a proposal is put in; "" where that cannot be told."""
    if len(proposal.kinds) != 1 or proposal.kinds[0] not in kinds:
        return ""
    return closest(kinds[proposal.kinds[0]].wordings(proposal.language), proposal.goal)


def rewordings(record: Record) -> Iterator[Insight]:
    """For each wording that does not work, the best of those that do; the most tried first."""
    found: list[tuple[int, Insight]] = []
    for name, said in sorted(record.wordings.items()):
        works = {each: how for each, how in said.items() if how.share > _HALF}
        for (language, pattern), how in sorted(said.items()):
            if how.share > _HALF:
                continue
            apt = [each for each in works if set(slots(each[1])) <= set(slots(pattern))]
            if not apt:
                continue
            best = max(
                apt, key=lambda each: (each[0] == language, works[each].share, works[each].tries, each)
            )
            entry = Entry(kind="procedure", cue=pattern, does=(best[1],), run="practice")
            found.append((how.tries, Insight(entry, name, pattern)))
    for _, insight in sorted(found, key=lambda pair: (-pair[0], pair[1].kind, pair[1].wording)):
        yield insight


def ways(record: Record) -> Iterator[Insight]:
    """For each kind that is done only now and then: how it was done in the fewest steps, what was mended."""
    for name, said in sorted(record.wordings.items()):
        tries, done = sum(how.tries for how in said.values()), sum(how.done for how in said.values())
        if not 0 < done < tries:
            continue
        runs = sorted(record.runs[name], key=lambda each: (len(each[1].steps), each[0].name))
        for entry in _entries(runs, record.kinds):
            yield Insight(entry, name)


def _entries(
    runs: Sequence[tuple[Proposal, Trajectory, Ending]], kinds: Mapping[str, Kind]
) -> Iterator[Entry]:
    seen: set[str] = set()
    for place, (proposal, run, ending) in enumerate(runs):
        proven = ending.model_copy(update={"verified": True})  # the phone's own state has said so
        told = lessons(Lived(run="practice", goal=proposal.goal, ending=proven, steps=run.steps))
        for entry in (*([_way(proposal, run, kinds)] if place == 0 else []), *told):
            if entry is not None and entry.identity not in seen:
                seen.add(entry.identity)
                yield entry


def _way(proposal: Proposal, run: Trajectory, kinds: Mapping[str, Kind]) -> Entry | None:
    """How it was done, the values of the goal hidden behind their names; None where it cannot be told so."""
    pattern = pattern_of(proposal, kinds)
    values = matched(pattern, proposal.goal) or {}
    parts = [part for step in run.steps if (part := _deed(step, values))]
    text = f'To "{pattern}": {"; ".join(parts)}.'
    if not parts or len(text) > LONGEST or is_marked(text):
        return None
    return Entry(kind="lesson", text=text, package=proposal.apps[0], source="learnt", run="practice")


def _deed(step: Step, values: Mapping[str, str]) -> str:
    if not step.performed or step.failed:
        return ""
    name = _hidden(step.grounding[0].label if step.grounding else "", values)
    match step.action:
        case OpenApp(app_name=app):
            return f"open {app}"
        case Click() | DoubleTap() | LongPress() if name:
            return f'{step.action.action_type} "{name}"'
        case InputText(text=text):
            typed = _hidden(text, values)
            return f'type {typed if typed != text else "the text"} into "{name}"'
        case Scroll(direction=direction) | Swipe(direction=str(direction)):
            return f"{step.action.action_type} {direction}"
    return ""


def _hidden(text: str, values: Mapping[str, str]) -> str:
    """The text with each value of the goal in the place of its name, the longest first."""
    line = " ".join(text.split()).replace('"', "'")[:_LONGEST_NAME]
    for slot, value in sorted(values.items(), key=lambda pair: -len(pair[1])):
        line = line.replace(value, f"{{{slot}}}")
    return line


def _read(tried: SheetResult, place: int) -> Trajectory | None:
    try:
        return read_trajectory(tried.folder / tried.outcomes[place].folder)
    except ConfigError:
        return None  # its folder was cleared away
