"""What was touched on the way to a deed: a menu or a dialog does not say itself what it is about."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from agent.action.action import Click, InputText, LongPress
from agent.guard.deed import DeedKind, GuardedDeed
from agent.run.step import Step

_HELD = 3
"""Touches before this one among which one that held something down tells what it is about."""


@dataclass(frozen=True, slots=True)
class Trail:
    """What was touched just before in the same app, by its labels."""

    held: str = ""
    """What was held down since the last dialog or page was left."""
    opened: tuple[str, ...] = ()
    """What was tapped on the last page with a title, and since."""
    item: tuple[str, ...] = ()
    """What the last item of a list told that was touched on that page, or in which a control was."""
    title: tuple[str, ...] = ()
    """The title of the page that a dialog or a menu came up over."""
    typed: tuple[str, ...] = ()
    """What the run has written there."""
    before: GuardedDeed | None = None
    """The sensitive deed that was allowed last, where nothing but a dialog or a menu has come up since."""
    chosen: tuple[str, ...] = ()
    """What was tapped since that."""


NO_TRAIL = Trail()


def trail_of(package: str, steps: Sequence[Step]) -> Trail:
    """Tell what the latest touches in this app landed on, and the last page there."""
    here = [past for past in steps if past.performed and past.package == package]
    page = next((at for at in reversed(range(len(here))) if here[at].title), 0)
    held = [past for past in here[-_HELD:] if isinstance(past.action, LongPress) and past.grounding]
    permits = ((at, here[at].permit) for at in reversed(range(page, len(here))))
    at, before = next(((at, one.deed) for at, one in permits if one and one.deed), (len(here), None))
    return Trail(
        held=held[-1].grounding[0].label if held else "",
        opened=_tapped(here[page:]),
        item=next((past.item for past in reversed(here[page:]) if past.item), ()),
        title=here[page].title if here else (),
        typed=tuple(past.action.text for past in here if isinstance(past.action, InputText)),
        before=before,
        chosen=_tapped(here[at + 1 :]),
    )


def following(deed: GuardedDeed, trail: Trail) -> GuardedDeed:
    """Return a deed as it counts: the yes of a dialog that a sensitive one brought up is of its classes."""
    if deed.kind is not DeedKind.COMMIT or not deed.dialog or trail.before is None:
        return deed
    return deed.model_copy(update={"kind": DeedKind.SENSITIVE, "classes": trail.before.classes})


def things_of(deed: GuardedDeed, trail: Trail) -> tuple[str, ...]:
    """Tell what a deed is about, by the nearest texts that tell; () where none does.

    The dialog that a deed brought up is about what that was about.
    """
    if deed.selected:
        return deed.selected
    if deed.dialog and trail.before is not None:
        return things_of(trail.before, replace(trail, before=None))
    told = (
        deed.card if deed.is_item or deed.dialog else (*deed.title, *deed.fields) or trail.item or trail.title
    )
    return (" · ".join(dict.fromkeys(told)),) if told else ()


def _tapped(steps: Sequence[Step]) -> tuple[str, ...]:
    return tuple(
        past.grounding[0].label for past in steps if isinstance(past.action, Click) and past.grounding
    )
