"""The eleven categories of Pro Expense, and the strip they are chosen from."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import accumulate

from device.phone.system.context import Context
from device.phone.toolkit.still import fixed
from device.phone.toolkit.textblock import text_block
from device.phone.toolkit.view import View
from device.phone.toolkit.viewpart import CENTRED, CENTRED_ROW, FILL, Box, Flow, Icon, Pager, Surface, Text

Translate = Callable[[str], str]
STRIP_INSET = 24.0
"""dp on either side of the strip."""
INCOME, FOOD, OTHERS = 2, 3, 1


@dataclass(frozen=True, slots=True)
class Category:
    """What money is spent on, or Income."""

    id: int
    """As the database has it."""
    name: str
    """In English."""
    icon: str


CATEGORIES = (
    Category(INCOME, "Income", "payments"),
    Category(FOOD, "Food", "restaurant"),
    Category(4, "Housing", "home"),
    Category(5, "Social", "groups"),
    Category(6, "Entertainment", "movie"),
    Category(7, "Transportation", "directions_car"),
    Category(8, "Clothes", "straight"),
    Category(9, "Health Care", "health_and_safety"),
    Category(10, "Education", "school"),
    Category(11, "Donation", "redeem"),
    Category(OTHERS, "Others", "category"),
)
"""In the order they are offered."""
_BY_ID = {category.id: category for category in CATEGORIES}
_GAP, _PADDING, _STYLE = 8.0, 16.0, "label_large"
"""dp between chips and on either side of a chip's word."""


def category_of(number: int) -> Category:
    """By id; Others for an id there is none of."""
    return _BY_ID.get(number, _BY_ID[OTHERS])


def led_by(number: int) -> tuple[Category, ...]:
    """All of them, one brought to the front."""
    return tuple(sorted(CATEGORIES, key=lambda category: category.id != number))


def category_strip(
    context: Context,
    tr: Translate,
    offered: tuple[Category, ...],
    chosen: int,
    first: int,
    on_choose: Callable[[int], None],
    on_move: Callable[[int], None],
) -> View:
    """A row of chips from place `first` on; swiped sideways it asks for another first place."""
    room = int(context.display.room_size[0] - 2 * STRIP_INSET * context.density)
    widths = [_chip_width(context, tr(category.name)) for category in offered]
    shown = _fitting(widths[first:], room)
    last = len(offered) - _fitting(widths[::-1], room)

    def move(way: int) -> None:
        step = shown if way > 0 else _fitting(widths[:first][::-1], room)
        on_move(min(last, max(0, first + way * step)))

    return View(
        "androidx.recyclerview.widget.RecyclerView",
        "rv_category",
        box=Box(width=FILL, height=48.0, margin=(STRIP_INSET, 16.0, STRIP_INSET, 16.0)),
        flow=Flow("row", gap=_GAP, align="center"),
        pager=Pager("category", move),
        children=[_chip(tr, one, one.id == chosen, on_choose) for one in offered[first : first + shown]],
    )


def _chip_width(context: Context, word: str) -> int:
    """Pixels, with the gap behind it."""
    block = text_block(word, _STYLE, context.density * context.font_scale, context.size[0], 1)
    return block.width + int((2 * _PADDING + _GAP) * context.density + 2)


def _fitting(widths: Sequence[int], room: int) -> int:
    """How many of these stand side by side, at least one."""
    ends = accumulate(widths)
    return max(1, sum(1 for end in ends if end <= room))


def _chip(tr: Translate, category: Category, chosen: bool, on_choose: Callable[[int], None]) -> View:
    colour = "on_secondary_container" if chosen else "on_surface_variant"
    label = fixed("TextView", "tv_name", Text(tr(category.name), style=_STYLE, colour=colour, max_lines=1))
    return View(
        "FrameLayout",
        "cd_category",
        box=Box(height=40.0, padding=(_PADDING, 0.0, _PADDING, 0.0)),
        flow=CENTRED_ROW,
        surface=Surface(
            "secondary_container" if chosen else "",
            radius=20.0,
            border="" if chosen else "outline_variant",
            border_width=0.0 if chosen else 1.0,
        ),
        selected=chosen,
        checked=chosen,
        on_tap=lambda: on_choose(category.id),
        children=(label,),
    )


def category_badge(tr: Translate, number: int, size: float = 40.0) -> View:
    """The round picture of a category."""
    category = category_of(number)
    return fixed(
        "ImageView",
        "imv_category",
        content_description=tr(category.name),
        icon=Icon(category.icon, "on_secondary_container", size=size * 0.55),
        box=Box(width=size, height=size),
        flow=CENTRED,
        surface=Surface("secondary_container", radius=size / 2),
    )
