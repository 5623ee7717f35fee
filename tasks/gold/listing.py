"""Long lists read by scrolling: every row once, from the first to the last."""

from collections.abc import Callable, Mapping
from typing import TypeVar

from device.screen import Observation, UIElement
from tasks.gold import sight
from tasks.gold.hand import Hand
from tasks.gold.sought import Sought

Entry = TypeVar("Entry")
Parts = Mapping[str, UIElement]
"""What is in a row, by what follows the last slash of its resource id."""


def read_list(hand: Hand, row: str, read: Callable[[Parts], Entry | None]) -> list[Entry]:
    """Every row of a list, however long it is.

    `row` is the resource id of its rows; `read` makes an entry of what is in one, None of what is none. Pages
    overlap, so rows at the end of what was read are looked for at the top of the next page. (More than half a
    screen of rows that look the same, one after the other, cannot be told apart.)
    """
    found: list[Entry] = []
    for place, page in enumerate(hand.pages()):
        shown = read_page(page, row, read, first=not place)
        lap = next(size for size in range(len(shown), -1, -1) if not size or found[-size:] == shown[:size])
        found += shown[lap:]
    return found


def read_page(
    seen: Observation, row: str, read: Callable[[Parts], Entry | None], *, first: bool
) -> list[Entry]:
    """The rows that show whole; on the `first` page the one at the upper edge is."""
    found = []
    scroller = sight.scroller_in(seen)
    for one in sight.find_all(seen, Sought((), {"id": row})):
        if scroller is not None and (
            one.bounds.bottom == scroller.bounds.bottom
            or (one.bounds.top == scroller.bounds.top and not first)
        ):
            continue
        entry = read({part.resource_id.rpartition("/")[2]: part for part in sight.inside_of(seen, one)})
        if entry is not None:
            found.append(entry)
    return found
