"""Reading a run back from its folder."""

import json
import re
from collections import Counter
from pathlib import Path

from pydantic import Field, JsonValue, ValidationError

from agent.effect.effect import Requirements
from agent.run.journal import RESULT_FIELDS, Manifest
from agent.run.note import TAKEN, UNHEARD
from agent.run.reason import ReasonCode
from agent.run.step import Ending, Handling, Outcome, Record, Saying, Seconds, Step
from device.error import ConfigError
from device.screen import Observation, Screenshot
from models.reply import Usage

_Row = dict[str, JsonValue]
_TURNED = re.compile(r'" is now (on|off)$')
"""How version 0.1.0 said in its evidence that a switch was turned."""

_HANDLING = {TAKEN: Handling.TAKEN, UNHEARD: Handling.UNHEARD}
"""How it said in its errors that the person came before a step."""


class Trajectory(Record):
    """A run as recorded."""

    folder: Path
    manifest: Manifest
    steps: tuple[Step, ...]
    ending: Ending | None = None
    """None where the run was killed, or still goes on."""
    answer: str = ""
    seconds: Seconds = Seconds()
    usage: dict[str, Usage] = Field(default_factory=dict)
    said: tuple[Saying, ...] = ()
    """Who spoke after the last step was carried out."""
    open_step: Step | None = None
    """An intent without a result: nobody knows whether it happened. It is not among `steps`."""
    required: Requirements | None = None
    """What must have happened in the end, as it was listed last; None in records of 0.1.0."""
    unheard: tuple[str, ...] = ()
    """What the person said last, before any further step was decided on."""

    @property
    def late_cost(self) -> float:
        """US dollars of its usage that no step tells: spent after the last one, to see whether it is done.

        What has no price counts as 0.
        """
        whole = sum((used.cost or 0.0 for used in self.usage.values()), 0.0)
        steps = sum((used.cost or 0.0 for step in self.steps for used in step.usage.values()), 0.0)
        return max(0.0, whole - steps)

    def look(self, step: Step) -> Observation | None:
        """The screen that a step was decided on, as far as it was kept: its picture, no elements.

        None where that is gone.
        """
        path = self.folder / step.shot
        if not step.shot or not path.is_file():
            return None
        picture = Screenshot(size=(0, 0), path=path)
        size = picture.image.size
        return Observation(picture, (), step.package, step.activity, keyboard_shown=False, size=size)


def read_trajectory(folder: Path) -> Trajectory:
    """The run in a folder. Raises ConfigError when there is none or it can't be read."""
    manifest_file, rows_file = folder / "manifest.json", folder / "trajectory.jsonl"
    if not manifest_file.is_file():
        raise ConfigError(f"{folder} holds no run", "A run's folder has manifest.json and trajectory.jsonl")
    rows = rows_file.read_bytes() if rows_file.exists() else b""
    return parse_trajectory(folder, manifest_file.read_bytes(), rows)


def parse_trajectory(folder: Path, manifest_file: bytes, rows_file: bytes) -> Trajectory:
    """The run of these two files, which need not lie in the folder. Raises ConfigError for what is none."""
    try:
        manifest = Manifest.model_validate_json(manifest_file)
        rows = _rows(rows_file)
        steps, open_step = _steps(rows)
        end = rows[-1] if rows and rows[-1]["row"] == "end" else None
        known = {"folder": folder, "manifest": manifest, "steps": steps, "open_step": open_step}
        known["required"] = _required(rows)
        known["unheard"] = _unheard(rows, open_step or (steps[-1] if steps else None))
        return Trajectory.model_validate({**known, **_ending(end, steps)})
    except (ValidationError, ValueError, KeyError, TypeError, RecursionError) as error:
        reason = str(error).splitlines()[0]
        raise ConfigError(f"the run in {folder} can't be read: {reason}") from error


def _rows(content: bytes) -> list[_Row]:
    """The rows; one that a kill cut short is left out."""
    lines = content.split(b"\n")
    rows: list[_Row] = []
    for number, line in enumerate(lines[:-1], 1):
        if not line.strip():
            continue
        row = json.loads(line)
        if not isinstance(row, dict):
            raise ValueError(f"line {number} of trajectory.jsonl is no row")
        rows.append(row)
    return rows


def _steps(rows: list[_Row]) -> tuple[tuple[Step, ...], Step | None]:
    steps: dict[int, Step] = {}
    opened: Step | None = None
    for row in rows:
        previous = row.pop("previous", None)
        judges_it = isinstance(previous, dict) and opened is not None and previous["step"] == opened.index
        if opened is not None and (row["row"] == "intent" or judges_it):
            steps[opened.index], opened = cut_short(opened), None
        if isinstance(previous, dict):
            index = int(str(previous["step"]))
            steps[index] = steps[index].model_copy(update=_judged(previous))
        fields = {key: value for key, value in row.items() if key not in ("row", "at", "step")}
        if row["row"] == "intent":
            opened = Step.model_validate({**fields, "index": row["step"]})
        elif row["row"] == "result" and opened is not None:
            known = opened.model_dump(exclude=set(RESULT_FIELDS))
            handling = _HANDLING.get(str(fields["error"]), opened.handling)
            steps[opened.index] = Step.model_validate({**known, "handling": handling, **fields})
            opened = None
    return tuple(steps.values()), opened


def _judged(previous: _Row) -> dict[str, object]:
    """What the step before came to, as the next row tells it."""
    outcome, evidence = Outcome(str(previous["outcome"])), str(previous["evidence"])
    reason = ReasonCode(str(previous["reason"])) if "reason" in previous else _reason_of(evidence)
    return {"outcome": outcome, "reason": reason, "evidence": evidence}


def _reason_of(evidence: str) -> ReasonCode:
    """Of a run recorded before reasons were: how it left a switch, which a replay goes by."""
    turned = {"on": ReasonCode.SWITCHED_ON, "off": ReasonCode.SWITCHED_OFF}
    found = _TURNED.search(evidence)
    return turned[found[1]] if found else ReasonCode.NONE


def _required(rows: list[_Row]) -> Requirements | None:
    row = next((row for row in reversed(rows) if row["row"] == "required"), None)
    told = {name: row[name] for name in Requirements.model_fields if name in row} if row else {}
    return Requirements.model_validate(told) if told else None


def _unheard(rows: list[_Row], last: Step | None) -> tuple[str, ...]:
    """What was said of which the last step's decision did not know."""
    heard = Counter(last.added if last is not None else ())
    unheard: list[str] = []
    for text in (str(row["text"]) for row in rows if row["row"] == "said"):
        if heard[text] > 0:
            heard[text] -= 1
        else:
            unheard.append(text)
    return tuple(unheard)


def cut_short(step: Step) -> Step:
    """A step that was begun and of which nothing more is known."""
    unknown = {
        "outcome": Outcome.UNCERTAIN,
        "reason": ReasonCode.INTERRUPTED,
        "evidence": "interrupted: nobody saw whether it was carried out",
    }
    return step.model_copy(update=unknown)


def _ending(end: _Row | None, steps: tuple[Step, ...]) -> dict[str, object]:
    if end is None:
        usage: dict[str, Usage] = {}
        for step in steps:
            for role, used in step.usage.items():
                usage[role] = usage.get(role, Usage()) + used
        seconds = sum((step.seconds for step in steps), Seconds())
        return {"seconds": seconds, "usage": usage}
    ending = Ending.model_validate({key: end[key] for key in Ending.model_fields if key in end})
    said = {"said": end["said"]} if "said" in end else {}
    return {"ending": ending, **{key: end[key] for key in ("answer", "seconds", "usage")}, **said}
