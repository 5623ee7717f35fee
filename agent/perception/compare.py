"""Two looks at the screen: are they the same screen, and what differs beyond what changes by itself?

The status bar, a clock on the page, a blinking cursor and whatever moves by itself (a spinner, a stopwatch, a
video) count as no change. The UI tree says more than the picture; the picture tells where the tree cannot.
"""

import hashlib
import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from agent.perception.region import STATUS_BAR, changed_regions
from agent.run.step import Seen
from device.screen import Bounds, Observation, Point, Screenshot, UIElement

SYSTEM_UI = "com.android.systemui"
CHANGED_PIXELS = 0.001
"""Part of the picture that must differ to count as change: less is a cursor."""
_RESTLESS_PIXELS = 0.01
"""The same where something moves by itself, of which two quick looks show only a part."""
_COLOUR = 12
"""How much a colour must differ, of 255, to have changed."""
_PAGE = 0.5
"""A part of the picture above this is a page in motion and nothing that moves on a page."""
_CLOCK = re.compile(r"(\d{1,2}):(\d{2})(?::(\d{2}))?(?:\s*([AP])\.?M\.?)?", re.IGNORECASE)
_COUNTER = re.compile(r"[-−]?(?:(\d{1,3}):)?(\d{1,3}):(\d{2})")
_UNEVEN, _LONGEST_STEP = 1, 120
"""Seconds by which counters that go on together may differ, and by which they may go on in one step."""
_CELL, _SAMPLE = 16, 4
"""Pixels to a side of what a picture without a tree is known by, and of what one sample stands for."""


def fingerprint(observation: Observation, moving: tuple[Bounds, ...] = ()) -> str:
    """A name for the screen, equal for two looks that differ only in what changes by itself.

    `moving` are the parts that are known to, in device pixels.
    """
    seen = [
        (e.text, e.content_description, e.class_name, e.bounds, e.is_checked, e.is_selected, e.is_enabled)
        for e in told(observation, moving)
    ]
    if not seen and observation.screenshot is not None and not observation.secure:
        return _digest((observation.package, _coarse(observation.screenshot)))
    return _digest((observation.package, observation.activity, observation.keyboard_shown, seen))


def told(observation: Observation, moving: tuple[Bounds, ...] = ()) -> list[UIElement]:
    """The elements of the page itself that stand still; the system's own only where its shade is in front."""
    shaded = observation.package == SYSTEM_UI
    return [
        e
        for e in observation.elements
        if (shaded or e.package_name != SYSTEM_UI) and not _lies_in(e.bounds, moving)
    ]


def moving_parts(first: Observation, second: Observation) -> tuple[Bounds, ...]:
    """What moves on a page by itself, from two looks between which nothing was done; a whole page is none."""
    pictures = changed_regions(first.screenshot, second.screenshot)
    most = _PAGE * second.size[0] * second.size[1]
    pairs = zip(first.elements, second.elements, strict=False) if _alike(first, second) else ()
    words = (new.bounds for old, new in pairs if old != new and old.bounds == new.bounds)
    return tuple(dict.fromkeys(part for part in (*pictures, *words) if 0 < part.area <= most))


def ticked(before: Observation, after: Observation) -> tuple[Bounds, ...]:
    """Clocks on the page that went on by just the time that passed between the two looks."""
    if not _alike(before, after):
        return ()
    return tuple(
        new.bounds
        for old, new in zip(before.elements, after.elements, strict=False)
        if old.text != new.text
        and not new.is_editable
        and _passed(old.text, new.text, before.taken_at, after.taken_at)
    )


def counted(before: Observation, after: Observation) -> tuple[Bounds, ...]:
    """Counters of seconds on the page (a timer, a stopwatch) that went on between the two looks.

    All went on by the same time, and stayed where they are. What reads "4:39" may as well be a time of day
    that a touch has set to "4:38": only where nothing is set by the action are these counters.
    """
    if not _alike(before, after):
        return ()
    changed = [
        (_counter(old.text), _counter(new.text), new.bounds)
        for old, new in zip(before.elements, after.elements, strict=False)
        if old.text != new.text and old.bounds == new.bounds
    ]
    counters = [(abs(now - was), box) for was, now, box in changed if was is not None and now is not None]
    went = [seconds for seconds, _ in counters]
    if not went or max(went) - min(went) > _UNEVEN or max(went) > _LONGEST_STEP:
        return ()
    return tuple(box for _, box in counters)


@dataclass(frozen=True)
class Pair:
    """The screens before and after an action, with their pictures where there are any."""

    before: Observation
    after: Observation
    pictures: tuple[Screenshot | None, Screenshot | None] = (None, None)
    moving: tuple[Bounds, ...] = ()
    """The parts that change by themselves, in device pixels."""

    @classmethod
    def of(cls, before: Seen, after: Seen, pictures: tuple[Screenshot | None, Screenshot | None]) -> "Pair":
        """The two looks, with all that is known to change by itself."""
        parts = (*before.moving, *after.moving, *ticked(before.observation, after.observation))
        return cls(before.observation, after.observation, pictures, tuple(dict.fromkeys(parts)))

    @cached_property
    def trees(self) -> tuple[bool, bool]:
        """Whether the element list of the page could be had, before and after."""
        return bool(told(self.before)), bool(told(self.after))

    @cached_property
    def same_tree(self) -> bool:
        """Whether the lists say the same, but for what changes by itself."""
        return self._same_but(self.moving)

    @cached_property
    def scrolled(self) -> bool:
        """Whether the list has another place or other things on it, and not just counters that went on."""
        return not self._same_but((*self.moving, *counted(self.before, self.after)))

    def _same_but(self, parts: tuple[Bounds, ...]) -> bool:
        return fingerprint(_blind(self.before), parts) == fingerprint(_blind(self.after), parts)

    @property
    def pictured(self) -> bool:
        """Whether the pictures can be compared."""
        before, after = self.pictures
        hidden = self.before.secure or self.after.secure
        return before is not None and after is not None and before.size == after.size and not hidden

    @cached_property
    def changed(self) -> float:
        """Which part of the picture differs, 0 to 1, but for what changes by itself."""
        return changed_part(*self.pictures, self.moving) if self.pictured else 0.0

    @property
    def differs(self) -> bool:
        """Whether so much of the picture differs that it counts as change."""
        return self.changed > (_RESTLESS_PIXELS if self.moving else CHANGED_PIXELS)

    def changed_at(self, box: Bounds) -> bool:
        """Whether the picture differs within a box."""
        parts = changed_regions(*self.pictures) if self.pictured else ()
        return any(part.intersection(box).area for part in parts if not _lies_in(part, self.moving))

    def moves_at(self, point: Point) -> bool:
        """Whether the place changes by itself."""
        return any(part.contains(point) for part in self.moving)

    @cached_property
    def appeared(self) -> tuple[str, ...]:
        """Labels that were not there before: texts in the order of the screen, then what icons are called.

        A text that stood in a field, and now stands on the page, is new: it was saved or sent.
        """
        old = {e.label for e in self.before.elements if not e.is_editable}
        kept = {e.label for e in self.before.elements if e.is_editable}
        there = told(self.after, self.moving)
        new = [e for e in there if e.label and e.label not in (old | kept if e.is_editable else old)]
        new.sort(key=lambda e: not e.text or e.text == e.hint)
        return tuple(dict.fromkeys(e.label for e in new))


def changed_part(
    before: Screenshot | None, after: Screenshot | None, moving: tuple[Bounds, ...] = ()
) -> float:
    """Which part of the picture differs, 0 to 1; 0 where there are not two pictures of one size."""
    if before is None or after is None or before.size != after.size or before.digest == after.digest:
        return 0.0
    old, new = (np.asarray(picture.image).astype(np.int16) for picture in (before, after))
    differs = np.abs(old - new).max(axis=2) > _COLOUR
    differs[: int(differs.shape[0] * STATUS_BAR)] = False
    for box in moving:
        differs[max(0, box.top) : box.bottom, max(0, box.left) : box.right] = False
    return float(differs.mean())


def _blind(observation: Observation) -> Observation:
    return Observation(
        None,
        observation.elements,
        observation.package,
        observation.activity,
        keyboard_shown=observation.keyboard_shown,
        size=observation.size,
    )


def _digest(key: object) -> str:
    return hashlib.sha256(repr(key).encode()).hexdigest()[:16]


def _coarse(picture: Screenshot) -> str:
    """The picture's middle grey in each cell: a cursor fills less than half of one, and changes nothing."""
    grey = np.asarray(picture.image.convert("L"))
    samples: NDArray[np.uint8] = grey[int(grey.shape[0] * STATUS_BAR) :: _SAMPLE, ::_SAMPLE]
    side = _CELL // _SAMPLE
    rows, columns = samples.shape[0] // side, samples.shape[1] // side
    cells = samples[: rows * side, : columns * side].reshape(rows, side, columns, side)
    middles = np.median(cells.transpose(0, 2, 1, 3).reshape(rows, columns, -1), axis=2)
    return hashlib.sha256(middles.astype(np.uint8).tobytes()).hexdigest()


def _lies_in(box: Bounds, parts: Iterable[Bounds]) -> bool:
    """Whether most of a box with an area lies in one of the parts."""
    return box.area > 0 and any(2 * box.intersection(part).area > box.area for part in parts)


def _alike(first: Observation, second: Observation) -> bool:
    """Whether the lists have the same elements in the same order, whatever these say."""
    return [(e.class_name, e.resource_id) for e in first.elements] == [
        (e.class_name, e.resource_id) for e in second.elements
    ]


def _passed(old: str, new: str, then: float, now: float) -> bool:
    """Whether a clock that read `old` reads `new` once the time between two moments has passed."""
    was, reads = _CLOCK.fullmatch(old.strip()), _CLOCK.fullmatch(new.strip())
    if was is None or reads is None or bool(was[3]) != bool(reads[3]) or not now > then:
        return False
    went = _seconds(reads) - _seconds(was)
    day = 12 * 3600 if was[4] else 24 * 3600
    if was[3]:
        return abs(went % day - (now - then)) <= 2
    return went % day == 60 * (int(now // 60) - int(then // 60))


def _counter(text: str) -> int | None:
    """The seconds that a counter reads; None for another text."""
    found = _COUNTER.fullmatch(text.strip())
    if found is None:
        return None
    hours, minutes, seconds = (int(part or 0) for part in found.groups())
    return 3600 * hours + 60 * minutes + seconds


def _seconds(clock: "re.Match[str]") -> int:
    hour, minute, second = (int(clock[n] or 0) for n in (1, 2, 3))
    return 3600 * (hour % 12 if clock[4] else hour) + 60 * minute + second
