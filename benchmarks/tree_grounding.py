"""How often the tree grounder finds what people mean: 700 instructions on real dumps and the phone.

The instructions (data/tree_instruction.tsv) say things as people say them, in ten languages, and name the
true control by its box or, on the embedded phone, by what stands on it. Some mean what is not there or
cannot be touched: those are right when nothing is pointed at. The `tune` part is the one the grounder was
tuned on. `seen` was made to be held out from that; its misses have been looked at since, so it counts no
longer. `held` was written then, on six screens of the phone, and its misses were never listed. The
confidence is fitted on the first two.

    python -m benchmarks.tree_grounding [DATA] [--json] [--misses tune|held|all] [--fit FILE]
    python -m benchmarks.tree_grounding --translated     # the phone's own labels in its other language

DATA is the folder that holds `uiautomator/`, by default ../shared/data beside the checkout.

A hit: the point lies on the true control, on no smaller control within it, and the confidence is at least
the one below which the loop does not act. Claims, on the held-out part: at least 85 % of all instructions
right, the confidence's calibration error at most 0.08.
"""

import argparse
import json
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np

from agent.preset.preset import DEFAULT
from device.client import Device
from device.link.transport.inprocess import InProcessTransport
from device.look.hierarchy import parse_hierarchy
from device.phone.phone import Phone
from device.phone.sample import fill
from device.screen import Bounds, Observation, Point, UIElement
from grounding.score.calibration import calibrate
from grounding.score.fit import logistic
from grounding.score.statistic import wilson
from grounding.target import Grounding, Target, TargetNotFound
from grounding.tree import FEATURES, TreeGrounder, find

DATA = Path(__file__).parents[2] / "shared" / "data"
INSTRUCTIONS = Path(__file__).with_name("data") / "tree_instruction.tsv"
OPENING = {
    "settings": "am start -a android.settings.SETTINGS",
    "wifi": "am start -a android.settings.WIFI_SETTINGS",
    "display": "am start -a android.settings.DISPLAY_SETTINGS",
    "date": "am start -a android.settings.DATE_SETTINGS",
    "sound": "am start -a android.settings.SOUND_SETTINGS",
    "alarms": "am start -a android.intent.action.SHOW_ALARMS",
    "dial": "am start -a android.intent.action.DIAL",
    "messages": "monkey -p com.simplemobiletools.smsmessenger 1",
    "expense": "monkey -p com.arduia.expense 1",
    "notes": "monkey -p net.gsantner.markor 1",
    "calendar": "monkey -p com.simplemobiletools.calendar.pro 1",
    "tasks": "monkey -p org.tasks 1",
    "recipes": "monkey -p com.flauschcode.broccoli 1",
    "contacts": "monkey -p com.google.android.contacts 1",
    "calls": "am force-stop com.google.android.dialer; monkey -p com.google.android.dialer 1",
    "home": "input keyevent HOME",
}
PARTS = ("tune", "seen", "held")
RIGHT_AT_LEAST, ERROR_AT_MOST = 0.85, 0.08


@dataclass(frozen=True)
class Instruction:
    """One line of the file."""

    split: str
    """One of PARTS."""
    screen: str
    kind: str
    language: str
    where: str
    """Boxes or marks of the true control, parted by ` | `; "" where there is none."""
    says: str


@dataclass(frozen=True)
class Outcome:
    """What became of one instruction."""

    instruction: Instruction
    found: Grounding | None
    right_place: bool
    """Whether the point, if any, is right, however sure the method is."""
    told: str
    """What the error said."""

    @property
    def acted(self) -> bool:
        """Whether the loop would touch the point."""
        return self.found is not None and self.found.confidence >= DEFAULT.min_confidence

    @property
    def right(self) -> bool:
        """A true control hit, or an absent one not pointed at."""
        return self.acted and self.right_place if self.instruction.where else not self.acted


def read(path: Path = INSTRUCTIONS) -> list[Instruction]:
    lines = path.read_text("utf-8").splitlines()
    return [Instruction(*line.split("\t")) for line in lines if line and not line.startswith("#")]


@cache
def dump(folder: Path, name: str) -> Observation:
    (path,) = (folder / "uiautomator").glob(f"{name}-*.xml")
    tree = parse_hierarchy(path.read_bytes())
    return Observation(None, tree.elements, "", "", False, tree.size, tree.rotation or 0)


@cache
def filled(locale: str) -> Phone:
    phone = Phone(seed=7, locale=locale)
    fill(phone)
    return phone


@cache
def on_phone(name: str, locale: str, picture: bool = False) -> Observation:
    phone = filled(locale)
    phone.shell("input keyevent HOME")
    phone.shell(OPENING[name])
    phone.clock.advance(3000)
    return Device(InProcessTransport(phone)).observe(screenshot=picture)


def screen_of(instruction: Instruction, data: Path) -> Observation:
    if instruction.screen.startswith("phone:"):
        return on_phone(*instruction.screen.split(":")[1:])
    return dump(data, instruction.screen)


def truth(instruction: Instruction, observation: Observation) -> list[Bounds]:
    """The boxes that a hit lies in. Raises LookupError where a mark fits nothing: the phone has changed."""
    marks = [mark for mark in instruction.where.split(" | ") if mark]
    if not instruction.screen.startswith("phone:"):
        return [Bounds(*map(int, mark.split(","))) for mark in marks]
    return [_marked(mark, observation.elements) for mark in marks]


def _marked(mark: str, elements: Sequence[UIElement]) -> Bounds:
    how, _, what = mark.partition("=")
    if how == "id":
        return next(e.bounds for e in elements if e.resource_id.endswith(f"/{what}"))
    alike = [e for e in elements if what in (e.text, e.content_description) and not e.is_scrollable]
    if not alike:
        raise LookupError(f"no element is called {what!r}: the phone's screens have changed")
    named = next((e for e in alike if e.is_clickable and how == "is"), alike[0])
    if how == "is":
        return named.bounds
    middle = named.bounds.center
    if how == "row":
        return min((e.bounds for e in elements if e.is_clickable and e.bounds.contains(middle)), key=_area)
    return next(
        e.bounds for e in elements if e.is_checkable and e.bounds.top <= middle.y + 60 < e.bounds.bottom + 60
    )


def _area(bounds: Bounds) -> int:
    return bounds.area


def lies_on(point: Point, boxes: Sequence[Bounds], elements: Sequence[UIElement]) -> bool:
    """Whether a tap there reaches one of the boxes and no smaller control in it."""
    for box in boxes:
        on_top = next((e.index for e in elements if e.bounds == box), 0)
        inner = [
            e.bounds
            for e in elements
            if e.index >= on_top
            and (e.is_clickable or e.is_checkable or e.is_editable)
            and e.bounds.area < 0.7 * box.area
            and box.contains(e.bounds.center)
            and e.bounds.contains(point)
            and e.bounds not in boxes
        ]
        if box.contains(point) and not inner:
            return True
    return False


def judge(instruction: Instruction, observation: Observation) -> Outcome:
    boxes = truth(instruction, observation)
    try:
        found = TreeGrounder().ground(observation, Target(description=instruction.says))
    except TargetNotFound as error:
        return Outcome(instruction, None, False, str(error))
    return Outcome(instruction, found, lies_on(found.point, boxes, observation.elements), "")


def outcomes(data: Path, split: str = "all") -> Iterator[Outcome]:
    for instruction in read():
        if split in ("all", instruction.split):
            yield judge(instruction, screen_of(instruction, data))


def write_fit(path: Path, data: Path) -> None:
    """Fit the confidence on all that is not held out, things with twins left aside."""
    features, right = [], []
    for instruction in read():
        if instruction.split == "held":
            continue
        observation = screen_of(instruction, data)
        try:
            found = find(observation, instruction.says)
        except TargetNotFound:
            continue
        if not found.twins:
            features.append(found.features)
            boxes = truth(instruction, observation)
            right.append(lies_on(found.match.control.point, boxes, observation.elements))
    made = logistic(np.array(features), np.array(right, dtype=np.float64), stiffness=0.3)
    weights = {"intercept": round(made.intercept, 4), "weights": [round(w, 4) for w in made.weights]}
    command = "python -m benchmarks.tree_grounding --fit grounding/data/tree_confidence.json"
    table = {"made_by": command, "items": len(right), "features": FEATURES, "weights": weights}
    path.write_text(json.dumps(table, indent=2) + "\n", encoding="utf-8")
    print(f"{path}: {len(right)} instructions, {sum(right)} found right")


def table(made: Sequence[Outcome]) -> str:
    """Rates by part and kind."""
    lines = [f"{'':22} {'right':>6} {'95 %':>13} {'wrong':>6} {'told':>6} {'items':>6}"]
    for split in PARTS:
        part = [o for o in made if o.instruction.split == split]
        kinds = dict.fromkeys(o.instruction.kind for o in part)
        for kind in (*kinds, "all"):
            some = [o for o in part if kind in (o.instruction.kind, "all")]
            lines.append(_row(f"{split} {kind}", some))
        for source in ("dumps", "phone"):
            some = [o for o in part if o.instruction.screen.startswith("phone:") == (source == "phone")]
            if some:
                lines.append(_row(f"{split} on {source}", some))
        lines.append(_row(f"{split} not English", [o for o in part if o.instruction.language != "en"]))
    return "\n".join(lines)


def _row(name: str, some: Sequence[Outcome]) -> str:
    right = sum(o.right for o in some)
    told = sum(not o.acted for o in some if o.instruction.where)
    low_high = wilson(right, len(some))
    return (
        f"{name:22} {100 * right / len(some):6.1f} {100 * low_high.low:6.1f}-{100 * low_high.high:5.1f}"
        f" {len(some) - right - told:6} {told:6} {len(some):6}"
    )


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("data", type=Path, nargs="?", default=DATA)
    parser.add_argument("--json", action="store_true", help="end with one line of JSON")
    parser.add_argument("--misses", choices=[*PARTS, "all"], help="list what went wrong")
    parser.add_argument("--fit", type=Path, help="write the confidence's fit to this file and do no more")
    parser.add_argument("--translated", action="store_true", help="ask for labels in the other language")
    parser.add_argument("--screens", type=int, default=8, help="of each app, for --translated")
    args = parser.parse_args(arguments)
    if args.translated:
        from benchmarks.translated_labels import table as translated  # it imports this file

        print(translated(args.screens, misses=bool(args.misses)))
        return 0
    if not (args.data / "uiautomator").is_dir():
        print(f"skipped: needs {args.data}/uiautomator, beside the checkout")
        return 0
    if args.fit:
        write_fit(args.fit, args.data)
        return 0
    made = list(outcomes(args.data))
    print(table(made))
    held = [o for o in made if o.instruction.split == "held"]
    sure = [o for o in held if o.found]
    worth = calibrate([o.found.confidence for o in sure if o.found], [o.right_place for o in sure])
    print(f"\nconfidence on the held-out part: calibration error {worth.error:.3f}, AUROC {worth.auroc}")
    for o in made:
        if args.misses in ("all", o.instruction.split) and not o.right:
            i, found = o.instruction, o.found
            place = f"{found.point.x},{found.point.y} {found.confidence:.2f}" if found else o.told[:150]
            print(f"{i.split} {i.screen} {i.kind} {i.says!r} where {i.where or '-'}: {place}")
    right = sum(o.right for o in held) / len(held)
    if args.json:
        print(json.dumps({"items": len(made), "held": right, "calibration_error": worth.error}))
    return int(right < RIGHT_AT_LEAST or worth.error > ERROR_AT_MOST)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
