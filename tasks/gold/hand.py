"""A careful person's hand on one phone: it sees what the screen shows, and touches, types and scrolls."""

from collections.abc import Callable, Iterator, Mapping
from typing import Literal, Unpack

from pydantic import JsonValue

from device.client import Device
from device.error import ActionRejected, TapwrightError, TextNotTyped
from device.screen import Direction, Observation, Point, UIElement
from tasks.gold import sight
from tasks.gold.sought import Sought, Traits

PATIENCE = 3.0
"""Seconds of the phone's time a verb waits for what it was told to touch."""
_PAUSE = 0.25
_MOST_PAGES = 300
_PASTE = ("Paste", "粘贴")
_DISCARD = ("Discard", "放弃", "舍弃")
_MOST_BACKS = 8
_ALLOW = (
    "permission_allow_foreground_only_button",
    "permission_allow_button",
    "permission_allow_all_button",
    "permission_allow_one_time_button",
)


class NotOnScreen(TapwrightError):
    """What was looked for is not there; says what that was and what there is instead."""

    def __init__(self, sought: Sought, seen: Observation) -> None:
        there = ", ".join(repr(text) for text in sight.written(sight.shown(seen)))
        place = f"{seen.package}/{seen.activity.rpartition('.')[2]}"
        super().__init__(f"{place} does not show {sought}; it shows: {there or 'nothing'}")
        self.sought = sought


class NobodyThere(TapwrightError):
    """Something had to be asked, and nobody is there to say."""


class Infeasible(TapwrightError):
    """What is wanted cannot be done on this phone, as it shows; says why."""


class Hand:
    """One person with one phone.

    Every verb names what it is about by labels (any of them, as text or content description, whatever the
    case: `tap("Save", "保存")`), by traits (`tap(id="save")`, see `Traits`), or both. Only what shows is
    touched. Verbs that touch wait up to `PATIENCE` seconds for it and then raise NotOnScreen.
    """

    def __init__(
        self,
        device: Device,
        person: Callable[[str], str] | None = None,
        tools: Mapping[str, Callable[[Mapping[str, JsonValue]], str]] | None = None,
    ) -> None:
        """`person` answers what is asked of whoever wants the task done; `tools` can be called by name."""
        self.device = device
        self._person = person
        self._tools = tools or {}

    # -- asking --------------------------------------------------------------------------------------
    def ask(self, question: str) -> str:
        """Ask whoever wants the task done; what they say. Raises NobodyThere."""
        if self._person is None:
            raise NobodyThere(f"there is nobody to ask: {question}")
        return self._person(question)

    # -- calling -------------------------------------------------------------------------------------
    def has(self, *tools: str) -> bool:
        """Whether tools of these names can be called."""
        return all(name in self._tools for name in tools)

    def call(self, tool: str, /, **arguments: JsonValue) -> str:
        """Call a tool; what it returns. Raises KeyError for none of that name, and ToolFailed."""
        return self._tools[tool](arguments)

    # -- looking -------------------------------------------------------------------------------------
    def look(self) -> Observation:
        """What shows, once the screen stands still; without a picture."""
        return self.device.see(screenshot=False)[1]

    def find(self, *labels: str, **traits: Unpack[Traits]) -> UIElement | None:
        """What a person would take for it, now; None when nothing on the screen is."""
        return sight.find(self.look(), Sought.of(labels, traits))

    def find_all(self, *labels: str, **traits: Unpack[Traits]) -> list[UIElement]:
        """All that show and match now, in reading order."""
        return sight.find_all(self.look(), Sought.of(labels, traits))

    def sees(self, *labels: str, **traits: Unpack[Traits]) -> bool:
        """Whether it shows now."""
        return self.find(*labels, **traits) is not None

    def read(self, *labels: str, **traits: Unpack[Traits]) -> str:
        """Its text, or its content description where it has none."""
        element = self.wait_for(*labels, **traits)
        return element.text or element.content_description

    def wait_for(self, *labels: str, seconds: float = PATIENCE, **traits: Unpack[Traits]) -> UIElement:
        """Wait until it shows, at most `seconds` of the phone's time. Raises NotOnScreen."""
        return self._awaited(Sought.of(labels, traits), seconds)[1]

    def wait_until_gone(self, *labels: str, seconds: float = PATIENCE, **traits: Unpack[Traits]) -> bool:
        """Wait until it no longer shows; False when it still does after `seconds` of the phone's time."""
        waited = 0.0
        while self.sees(*labels, **traits):
            if waited >= seconds:
                return False
            self.device.wait(_PAUSE)
            waited += _PAUSE
        return True

    # -- touching ------------------------------------------------------------------------------------
    def tap(self, *labels: str, **traits: Unpack[Traits]) -> None:
        """Touch it; what is greyed out is waited for, too."""
        seen, element = self._awaited(_touchable(labels, traits), PATIENCE)
        self.device.tap(sight.spot_on(seen, element))

    def tap_on(self, element: UIElement) -> None:
        """Touch an element of the latest look."""
        self.device.tap(sight.spot_on(self.device.observe(screenshot=False), element))

    def long_press(self, *labels: str, **traits: Unpack[Traits]) -> None:
        """Touch it and stay."""
        seen, element = self._awaited(_touchable(labels, traits), PATIENCE)
        self.device.long_press(sight.spot_on(seen, element))

    def long_press_on(self, element: UIElement) -> None:
        """Touch an element of the latest look and stay."""
        self.device.long_press(sight.spot_on(self.device.observe(screenshot=False), element))

    def set_switch(self, on: bool, /, *labels: str, **traits: Unpack[Traits]) -> None:
        """Have a switch or check box on or off: the one named, or the one in the row that is named."""
        sought = Sought.of(labels, traits)
        if self._switch(sought).is_checked != on:
            self.tap_on(self._switch(sought))
            if self._switch(sought).is_checked != on:
                raise NotOnScreen(Sought(labels, {**traits, "checked": on}), self.look())

    def is_on(self, *labels: str, **traits: Unpack[Traits]) -> bool:
        """Whether a switch or check box is on: the one named, or the one in the row that is named."""
        return self._switch(Sought.of(labels, traits)).is_checked

    def slide(self, to: Literal["start", "end"], *labels: str, **traits: Unpack[Traits]) -> None:
        """Drag a slider from its middle to one of its ends."""
        seen, element = self._awaited(Sought.of(labels, traits), PATIENCE)
        parts = [element, *sight.inside_of(seen, element)]
        box = next((one for one in parts if one.class_name.endswith("SeekBar")), element).bounds
        end = box.left if to == "start" else box.right - 1
        self.device.swipe(box.center, Point(end, box.center.y))

    def back(self) -> None:
        """Press Back."""
        self.device.back()

    def home(self) -> None:
        """Press Home."""
        self.device.home()

    def back_until(self, *labels: str, most: int = _MOST_BACKS, **traits: Unpack[Traits]) -> UIElement:
        """Press Back until it shows, at most `most` times, giving up what is half written on the way.

        Raises NotOnScreen.
        """
        sought, given_up = Sought.of(labels, traits), Sought(_DISCARD, {"clickable": True})
        for _ in range(most):
            seen = self.look()
            element = sight.find(seen, sought)
            if element is not None:
                return element
            discard = sight.find(seen, given_up)
            if discard is None:
                self.back()
            else:
                self.device.tap(sight.spot_on(seen, discard))
        return self.wait_for(*labels, **traits)

    # -- typing --------------------------------------------------------------------------------------
    def type(self, text: str, /, *labels: str, **traits: Unpack[Traits]) -> None:
        """Put `text` into a field, in place of all that is in it, and read it back.

        The field is the one named, or the one in what is named; with nothing named the one that has the
        cursor. Raises TextNotTyped when the field holds something else afterwards.
        """
        if labels or traits:
            self._put_cursor(Sought.of(labels, traits))
        self.device.type_text(text, clear=True)
        field = next((e for e in self.look().elements if e.is_focused and e.is_editable), None)
        if field is not None and not field.is_password and not sight.holds(field, text):
            raise TextNotTyped(f"the field holds {field.text!r} after {text!r} was typed")

    def paste(self, *labels: str, **traits: Unpack[Traits]) -> None:
        """Put what is on the clipboard into a field, by what a long press on it offers."""
        self._put_cursor(Sought.of(labels, traits))
        self.long_press(*labels, **traits)
        self.tap(*_PASTE)

    def put_keyboard_away(self) -> None:
        """Close the keyboard, if it shows."""
        if self.look().keyboard_shown:
            self.back()

    # -- scrolling -----------------------------------------------------------------------------------
    def scroll_to(self, *labels: str, **traits: Unpack[Traits]) -> UIElement:
        """Scroll until it shows, from the top down unless it shows already. Raises NotOnScreen."""
        sought = Sought.of(labels, traits)
        now = self.look()
        element = sight.find(now, sought)
        if element is not None:
            return element
        self.put_keyboard_away()
        for page in self.pages():
            element = sight.find(page, sought)
            if element is not None:
                return element
        raise NotOnScreen(sought, now)

    def pages(self) -> Iterator[Observation]:
        """The screen page by page, from the top to the end of what scrolls on it (one page if nothing does).

        The pages overlap by about half.
        """
        yield from self._turned(self.to_top(), "down")

    def to_top(self) -> Observation:
        """Scroll up to where it begins; what shows then."""
        seen = self.look()
        for page in self._turned(seen, "up"):
            seen = page
        return seen

    def scroll_down(self) -> bool:
        """Scroll on by about half a page; whether anything moved."""
        before = self.look()
        return self._turn(before, "down") is not None

    def scroll_up(self) -> bool:
        """Scroll back by about half a page; whether anything moved."""
        before = self.look()
        return self._turn(before, "up") is not None

    def _turned(self, seen: Observation, direction: Direction) -> Iterator[Observation]:
        """The given page, and those that follow until scrolling changes nothing more."""
        yield seen
        for _ in range(_MOST_PAGES):
            page = self._turn(seen, direction)
            if page is None:
                return
            seen = page
            yield seen

    def _turn(self, seen: Observation, direction: Direction) -> Observation | None:
        """The next page; None at the end, and where nothing scrolls."""
        scroller = sight.scroller_in(seen)
        if scroller is None:
            return None
        self.device.scroll(direction, scroller.bounds)
        now = self.look()
        return None if sight.content(now) == sight.content(seen) else now

    # -- apps ----------------------------------------------------------------------------------------
    def open_app(self, name: str) -> None:
        """Open an app by name or package, and allow what it asks to be allowed.

        What another app left lying over it (as a text shared from it does) is left by Back.
        """
        for left in reversed(range(_MOST_BACKS)):
            try:
                self.device.open_app(name)
                break
            except ActionRejected:
                if not left:
                    raise
                self.back()
        self.allow()

    def allow(self) -> None:
        """Answer the permission dialogs that lie over the app, each with yes."""
        for _ in range(8):
            seen = self.look()
            yes = sight.find(seen, Sought((), {"id": _ALLOW}))
            if "permissioncontroller" not in seen.package or yes is None:
                return
            self.device.tap(yes.bounds.center)

    # -- parts ---------------------------------------------------------------------------------------
    def _awaited(self, sought: Sought, seconds: float) -> tuple[Observation, UIElement]:
        """Wait until it shows; at last the keyboard is put away, under which it may lie."""
        waited, covered = 0.0, True
        while True:
            seen = self.look()
            element = sight.find(seen, sought)
            if element is not None:
                return seen, element
            if waited < seconds:
                self.device.wait(_PAUSE)
                waited += _PAUSE
            elif covered and seen.keyboard_shown:
                self.back()
                covered = False
            else:
                raise NotOnScreen(sought, seen)

    def _switch(self, sought: Sought) -> UIElement:
        seen, element = self._awaited(sought, PATIENCE)
        row = sight.row_of(seen, element)
        parts = [element, *sight.inside_of(seen, element), row, *sight.inside_of(seen, row)]
        switch = next((one for one in parts if one.is_checkable), None)
        if switch is None:
            raise NotOnScreen(Sought(sought.labels, {**sought.traits, "checked": True}), seen)
        return switch

    def _put_cursor(self, sought: Sought) -> None:
        seen, element = self._awaited(sought, PATIENCE)
        parts = [element, *sight.inside_of(seen, element)]
        field = next((one for one in parts if one.is_editable), element)
        if not field.is_focused or not seen.keyboard_shown:
            self.device.tap(sight.spot_on(seen, field))


def _touchable(labels: tuple[str, ...], traits: Traits) -> Sought:
    return Sought.of(labels, {"enabled": True, **traits} if labels or traits else traits)
