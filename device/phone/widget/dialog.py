"""What opens over a page: dialogs, menus, sheets and snackbars."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from device.phone.toolkit.still import alike, fixed
from device.phone.toolkit.view import Overlay, View
from device.phone.toolkit.viewpart import (
    CENTRED_ROW,
    FILL,
    FULL_WIDTH,
    GROWING,
    Box,
    Edges,
    Flow,
    Handler,
    Icon,
    Surface,
    Text,
)
from device.phone.widget.button import button
from device.phone.widget.list import TileLook, radio_tile, tile

BAR = "snackbar_layout"
"""Id of a snackbar."""
_BODY: Edges = (24.0, 0.0, 24.0, 0.0)


@dataclass(frozen=True, slots=True)
class Choice:
    """An answer of a dialog: its label and what it does (closing the dialog is part of that)."""

    label: str
    on_tap: Handler
    enabled: bool = True


def dialog(
    title: str,
    body: Sequence[View],
    *,
    accept: Choice | None = None,
    cancel: Choice | None = None,
    neutral: Choice | None = None,
    on_dismiss: Handler | None = None,
    icon: str = "",
) -> Overlay:
    """A dialog around any body. Back and a touch beside it do `on_dismiss`, by default what `cancel` does.

    A dialog that has but one answer gives that.
    """
    given = [choice for choice in (cancel, accept, neutral) if choice is not None]
    lone = cancel or (given[0] if len(given) == 1 else None)
    parts: list[View] = []
    if icon:
        parts.append(fixed(icon=Icon(icon, "secondary"), important=False))
    if title:
        parts.append(
            fixed("TextView", "alertTitle", Text(title, style="headline_small"), box=Box(padding=_BODY))
        )
    parts += body
    answers = [
        button(choice.label, choice.on_tap, kind="text", resource_id=name, enabled=choice.enabled)
        for choice, name in (
            (neutral, "android:id/button3"),
            (cancel, "android:id/button2"),
            (accept, "android:id/button1"),
        )
        if choice is not None
    ]
    if answers:
        foot = View(
            "ScrollView",
            "buttonPanel",
            box=Box(width=FILL, padding=(16.0, 0.0, 16.0, 0.0)),
            flow=Flow("row", gap=8.0, align="end", justify="end", stacks=True),
            children=answers,
        )
        parts.append(foot)
    view = View(
        "LinearLayout",
        "parentPanel",
        box=Box(padding=(0.0, 24.0, 0.0, 20.0)),
        flow=Flow(gap=16.0, align="center" if icon else "start"),
        surface=Surface("surface_container_high", radius=28.0, elevation=6.0),
        children=parts,
    )
    return Overlay(view, on_dismiss=on_dismiss or (lone.on_tap if lone else None))


def alert(
    title: str,
    text: str,
    *,
    accept: Choice,
    cancel: Choice | None = None,
    neutral: Choice | None = None,
    icon: str = "",
) -> Overlay:
    """A dialog that says or asks one thing."""
    words = fixed(
        "TextView",
        "android:id/message",
        Text(text, style="body_medium", colour="on_surface_variant"),
        box=Box(padding=_BODY),
    )
    return dialog(title, (words,), accept=accept, cancel=cancel, neutral=neutral, icon=icon)


def choice_dialog(
    title: str,
    labels: Sequence[str],
    chosen: int,
    on_choose: Sequence[Handler],
    cancel: Choice,
    accept: Choice | None = None,
) -> Overlay:
    """One of several by round marks. Handlers by place; without `accept` a tap on one is meant to close."""
    rows = [
        radio_tile(label, place == chosen, on_choose[place], dialog=True)
        for place, label in enumerate(labels)
    ]
    name = "select_dialog_listview"
    return dialog(title, (listed(name, rows, resource_id=name),), accept=accept, cancel=cancel)


def listed(
    key: str, rows: Sequence[View], *, resource_id: str = "", gap: float = 0.0, height: float | None = None
) -> View:
    """A list in a dialog: as high as its rows or as asked if there is room, else less; it scrolls then."""
    return View(
        "ListView",
        resource_id or key,
        box=Box(width=FILL, height=height),
        flow=Flow(gap=gap),
        scroll=key,
        children=rows,
    )


def menu(
    items: Sequence[tuple[str, Handler]], on_dismiss: Handler, *, anchor: tuple[float, float] = (1.0, 0.0)
) -> Overlay:
    """A popup menu; `anchor` is where its nearest corner is, as fractions of the content."""
    rows = [_item(label, handler) for label, handler in items]
    view = View(
        "ListView",
        box=Box(padding=(0.0, 8.0, 0.0, 8.0)),
        flow=Flow(align="stretch"),
        surface=Surface("surface_container", radius=4.0, elevation=3.0),
        scroll="menu",
        children=rows,
    )
    return Overlay(view, "menu", on_dismiss, anchor)


def _item(label: str, on_tap: Handler) -> View:
    item = View(
        "LinearLayout",
        "content",
        box=Box(min_height=48.0, padding=(16.0, 0.0, 24.0, 0.0)),
        flow=CENTRED_ROW,
        on_tap=on_tap,
        children=(fixed("TextView", "title", Text(label, style="body_large", max_lines=1)),),
    )
    item.still = alike("menu", item.children)
    return item


def sheet(title: str, body: Sequence[View], on_dismiss: Handler) -> Overlay:
    """A bottom sheet with a handle on its top."""
    handle = fixed(
        box=Box(width=32.0, height=4.0, margin=(0.0, 12.0, 0.0, 12.0)),
        surface=Surface("on_surface_variant", radius=2.0),
        important=False,
    )
    parts = [fixed(box=FULL_WIDTH, flow=Flow(align="center"), children=(handle,), important=False)]
    if title:
        parts.append(
            fixed(
                "TextView",
                "title",
                Text(title, style="title_large"),
                box=Box(width=FILL, padding=(24.0, 4.0, 24.0, 12.0)),
            )
        )
    view = View(
        "FrameLayout",
        "design_bottom_sheet",
        box=Box(width=FILL, padding=(0.0, 0.0, 0.0, 24.0)),
        surface=Surface("surface_container_low", radius=28.0),
        children=(*parts, *body),
    )
    return Overlay(view, "sheet", on_dismiss)


def sheet_item(icon: str, label: str, on_tap: Handler) -> View:
    """A row of a bottom sheet."""
    return tile(label, icon=icon, on_tap=on_tap, look=TileLook(title_id="title"))


def snackbar(text: str, action: str = "", on_action: Handler | None = None) -> View:
    """A message at the bottom of a page, with one thing that can be done about it."""
    words = fixed(
        "TextView", "snackbar_text", Text(text, style="body_medium", colour="inverse_on_surface"), box=GROWING
    )
    parts = [words]
    if action:
        act = button(action, on_action, kind="text", resource_id="snackbar_action")
        act.text = replace(act.text, colour="inverse_primary")
        parts.append(act)
    return View(
        "FrameLayout",
        BAR,
        box=Box(width=FILL, min_height=48.0, padding=(16.0, 4.0, 8.0, 4.0)),
        flow=Flow("row", gap=8.0, align="center"),
        surface=Surface("inverse_surface", radius=4.0, elevation=3.0),
        children=parts,
    )
