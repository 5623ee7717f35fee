"""A note as a page to read: its Markdown set out in headings, lists, quotes and code."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from itertools import accumulate

from device.phone.system.context import Context
from device.phone.toolkit.view import View
from device.phone.toolkit.viewpart import (
    CENTRED,
    CENTRED_ROW,
    FILL,
    FULL_WIDTH,
    Box,
    Flow,
    Icon,
    Shape,
    Surface,
    Text,
)
from device.phone.widget.markdown import Run
from device.phone.widget.markflow import GAP, SIDE, Laid, indent_of, laid_out, weight_of

_QUOTE_BAR = (Shape("line", "outline_variant", 4.0, points=((0.005, 0.0), (0.005, 1.0))),)


@dataclass(frozen=True, slots=True)
class Following:
    """What touches on a page do."""

    link: Callable[[str], None]
    """Gets the target of a link."""
    box: Callable[[int], None] | None = None
    """Gets the place of a check box among all of the page; None = they only show."""


def markdown_page(
    context: Context,
    text: str,
    key: str,
    following: Following,
    *,
    resource_id: str = "",
    markdown: bool = True,
) -> View:
    """The page, scrolling under `key`; a text that is no Markdown is shown as it is."""
    page = laid_out(text, markdown, context.display.room_size[0], context.density, context.font_scale)
    gap = int(GAP * context.density + 0.5)
    ends = list(accumulate(laid.height + gap for laid in page))
    offset = context.activity.layout.scroll.get(key, 0)
    high = context.size[1]
    top = max(0, min(offset, (ends[-1] if ends else 0) - high // 2)) - gap
    shown = [place for place, end in enumerate(ends) if end > top and end - page[place].height < top + high]
    parts = [_spacer(ends[shown[0]] - page[shown[0]].height - gap, context.density)] if shown else []
    boxes = sum(laid.block.checked is not None for laid in page[: shown[0]]) if shown else 0
    for place in shown:
        block = _block(following, page[place], f"{key}/{place}", boxes)
        boxes += page[place].block.checked is not None
        block.box = replace(
            block.box, height=page[place].height / context.density, margin=(0.0, 0.0, 0.0, GAP)
        )
        parts.append(block)
    if shown:
        parts.append(_spacer(ends[-1] - ends[shown[-1]], context.density))
    return View(
        "android.webkit.WebView",
        resource_id,
        box=Box(width=FILL, weight=1.0, padding=(SIDE, 8.0, SIDE, 24.0)),
        scroll=key,
        children=parts,
    )


def _spacer(pixels: int, density: float) -> View:
    """The room of blocks that do not show."""
    return View(box=Box(height=pixels / density), important=False)


def _block(following: Following, laid: Laid, name: str, boxes: int) -> View:
    """One paragraph; its text can be selected under keys that begin with its name.

    `boxes` is how many check boxes stand before it.
    """
    block = laid.block
    if block.kind == "rule":
        return View(box=FULL_WIDTH, surface=Surface("outline_variant"), important=False)
    words = _words(following, laid, name)
    if block.kind == "code":
        words.surface = replace(words.surface, background="surface_container_high", radius=4.0)
        words.box = replace(words.box, padding=(12.0, 8.0, 12.0, 8.0))
    if block.kind == "quote":
        return View(
            box=Box(width=FILL, padding=(16.0, 0.0, 0.0, 0.0)),
            shapes=_QUOTE_BAR,
            children=(words,),
            important=False,
        )
    return _item(following, laid, words, boxes) if block.kind == "item" else words


def _item(following: Following, laid: Laid, words: View, boxes: int) -> View:
    """Bullet, number or box in front of the words."""
    block = laid.block
    sign = View("TextView", text=Text(block.sign, style=laid.style), box=Box(width=24.0))
    if block.checked is not None:
        sign = View(
            "CheckBox",
            icon=Icon(
                "check_box" if block.checked else "check_box_outline_blank",
                "primary" if block.checked else "on_surface_variant",
            ),
            box=Box(width=24.0, height=24.0),
            flow=CENTRED,
            checked=block.checked,
        )
        turn = following.box
        if turn is not None:
            sign.on_tap = lambda: turn(boxes)
    words.box = replace(words.box, weight=1.0)
    return View(
        box=Box(width=FILL, padding=(indent_of(block), 0.0, 0.0, 0.0)),
        flow=Flow("row", gap=8.0),
        children=(sign, words),
        important=False,
    )


def _words(following: Following, laid: Laid, name: str) -> View:
    """A paragraph: one text where it has one style, else lines of differing texts."""
    runs = laid.block.runs
    if not laid.lines:
        text = _text(following, runs[0] if runs else Run(""), laid.style, name)
        text.box = replace(text.box, width=FILL)
        if laid.block.kind in ("code", "plain"):
            text.surface = replace(text.surface, background="")
        return text
    rows = []
    for number, line in enumerate(laid.lines):
        texts = [
            _text(following, run, laid.style, f"{name}/{number}/{place}") for place, run in enumerate(line)
        ]
        rows.append(View(box=FULL_WIDTH, flow=CENTRED_ROW, children=texts, important=False))
    return View(box=FULL_WIDTH, children=rows, important=False)


def _text(following: Following, run: Run, style: str, name: str) -> View:
    size, _, line = style.split("/")
    view = View(
        "TextView",
        text=Text(
            run.text, style=f"{size}/{weight_of(run, style)}/{line}", selectable="" if run.link else name
        ),
    )
    if run.code:
        view.surface = replace(view.surface, background="surface_container_high", radius=4.0)
    if run.italic:  # there is no slanted face
        view.text = replace(view.text, colour="tertiary")
    if run.struck:
        view.text = replace(view.text, colour="outline")
    if run.link:
        view.text = replace(view.text, colour="primary")
        view.on_tap = lambda: following.link(run.link)
    return view
