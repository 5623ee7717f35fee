"""An open page as state: what it was made of, and what was done to it in order.

A page cannot be saved as it is (its scripts hold whatever they like), but it can be made again: the same
source, the same moments, the same chance and the same acts lead to the same page. See session.py.
"""

from dataclasses import dataclass, field, replace

MOST_ACTS = 3_000
"""Acts a page may be made again from; one that was used longer has to be loaded anew."""
Place = tuple[float, float]
"""CSS pixels from the upper left corner of what shows of the page."""
Pairs = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Moment:
    """The phone's time."""

    uptime_ms: int
    date_ms: int
    zone: str = "UTC"


@dataclass(frozen=True, slots=True)
class Viewport:
    """The room a page has on the screen."""

    width: float
    """dp; of these a page that fits itself to the screen has as many CSS pixels."""
    height: float
    density: float = 2.625
    zoom: float = 1.0
    """The person's text size."""
    desktop: bool = False
    """Asked for as on a computer: laid out wide whatever the page says."""
    language: str = "en-US"
    online: bool = True
    dark: bool = False
    """Whether the phone's dark theme is on (prefers-color-scheme)."""


@dataclass(frozen=True, slots=True)
class Act:
    """Something that happened to a page."""

    kind: str
    """tap, drag, hold, text, enter, choose, blur, pop, scroll, time, size."""
    moment: Moment
    nid: int = 0
    """The element it happened to; 0 = the page."""
    places: tuple[Place, ...] = ()
    text: str = ""
    values: tuple[str, ...] = ()
    scroll: float = 0.0
    """How far down the page was scrolled, in CSS pixels."""
    answers: tuple[str | bool | None, ...] = ()
    """What a person said to each question (confirm, prompt) that it led to."""
    view: Viewport | None = None
    """For "size": the room it has now."""


@dataclass(frozen=True, slots=True)
class Page:
    """A page, with all it takes to make it again."""

    url: str
    source: str
    opened: Moment
    view: Viewport
    seed: int = 1
    files: Pairs = ()
    """Scripts and style sheets beside the page: address and text."""
    local: Pairs = ()
    session: Pairs = ()
    """What localStorage and sessionStorage held when it was opened."""
    referrer: str = ""
    scripts: bool = True
    """False: only shown, because its scripts did not come to an end."""
    answers: tuple[str | bool | None, ...] = ()
    """What a person said to the questions that its scripts asked while it was loading."""
    acts: tuple[Act, ...] = ()
    due_ms: int = field(default=0, compare=False)
    """Uptime at which its next timer is due; 0 = none."""

    scrolled: float = field(default=0.0, compare=False)
    """How far down it was, in CSS pixels, when its scripts last heard of that."""
    turned: Viewport | None = field(default=None, compare=False)
    """The room it has now, where that is not what it was opened in; told by the acts, too."""

    @property
    def seen(self) -> Viewport:
        """The room it has now."""
        return self.turned or self.view

    def after(self, act: Act, due_ms: int) -> "Page":
        """The page after one more act. Time that passed twice in a row passed once."""
        acts = self.acts
        last = acts[-1] if acts else None
        if last is not None and last.kind == act.kind == "time" and last.answers == act.answers == ():
            old, new = last.moment, act.moment
            if (old.date_ms, old.zone) == (new.date_ms, new.zone):
                acts = acts[:-1]
        return replace(
            self, acts=(*acts, act), due_ms=due_ms, scrolled=act.scroll, turned=act.view or self.turned
        )
