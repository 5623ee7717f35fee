"""Where text and numbers go in: text fields, search bars, keypads."""

from collections.abc import Sequence
from dataclasses import replace

from device.phone.system.context import Context
from device.phone.toolkit.still import fixed
from device.phone.toolkit.view import View
from device.phone.toolkit.viewpart import (
    CENTRED,
    CENTRED_ROW,
    FILL,
    FULL_WIDTH,
    GROWING,
    NO_ICON,
    NO_TEXT,
    STACKED,
    Box,
    Edges,
    Flow,
    Handler,
    Icon,
    Input,
    Surface,
    Text,
)
from device.phone.widget.button import icon_button

_FIELD: Edges = (16.0, 16.0, 16.0, 16.0)
_LABELLED: Edges = (16.0, 9.0, 16.0, 9.0)
_LABEL_SP = 16.0
"""What a line of the label takes."""


def text_field(
    field: Input,
    value: str,
    *,
    resource_id: str = "edit_text",
    error: str = "",
    icon: str = "",
    trailing: Sequence[View] = (),
    weight: float = 0.0,
    margin: Edges = (24.0, 0.0, 24.0, 0.0),
) -> View:
    """A field whose hint is its label; `value` is its text now.

    The label stands in the empty field and moves above the text; `error` goes below it in red.
    """
    edit = View(
        "EditText",
        resource_id,
        Text(max_lines=0 if field.kind == "multiline" else 1),
        box=Box(
            width=FILL,
            min_height=56.0,
            padding=_LABELLED if value else _FIELD,
            head_sp=_LABEL_SP if value else 0.0,
        ),
        surface=Surface(radius=4.0, border="error" if error else "outline", border_width=1.0),
        input=field,
    )
    parts = [edit]
    if value:
        parts.append(
            fixed(
                "TextView",
                text=Text(
                    field.hint, style="body_small", colour="error" if error else "primary", max_lines=1
                ),
                box=Box(margin=(16.0, 8.0, 16.0, 0.0)),
                important=False,
            )
        )
    box = View(
        "com.google.android.material.textfield.TextInputLayout",
        box=FULL_WIDTH,
        flow=STACKED,
        children=parts,
        important=False,
    )
    if icon or trailing:
        box = _beside(box, icon, trailing)
    if error:
        below = View(
            "TextView",
            "textinput_error",
            Text(error, style="body_small", colour="error"),
            box=Box(padding=(16.0, 4.0, 16.0, 0.0)),
        )
        return View(box=Box(width=FILL, weight=weight, margin=margin), children=(box, below), important=False)
    box.box = replace(box.box, weight=weight, margin=margin)
    return box


def _beside(box: View, icon: str, trailing: Sequence[View]) -> View:
    """A field between a symbol and what stands at its end."""
    box.box = replace(box.box, weight=1.0)
    sign = (fixed("ImageView", icon=Icon(icon, "on_surface_variant"), important=False),) if icon else ()
    return View(
        box=FULL_WIDTH,
        flow=Flow("row", gap=16.0, align="center"),
        children=(*sign, box, *trailing),
        important=False,
    )


def plain_field(
    field: Input,
    *,
    resource_id: str = "edit_text",
    style: str = "body_large",
    padding: Edges = (24.0, 12.0, 24.0, 12.0),
    weight: float = 0.0,
) -> View:
    """A field without a frame: a title line, the body of a note."""
    return View(
        "EditText",
        resource_id,
        Text(style=style),
        box=Box(width=FILL if not weight else None, weight=weight, min_height=48.0, padding=padding),
        input=field,
    )


# -- search ------------------------------------------------------------------------------------------
_PILL: Edges = (16.0, 8.0, 16.0, 8.0)


def search_pill(
    hint: str,
    on_tap: Handler,
    *,
    resource_id: str = "search_action_bar",
    icon: str = "search",
    trailing: Sequence[View] = (),
    margin: Edges = _PILL,
) -> View:
    """A search bar that opens a search page."""
    return View(
        "android.view.ViewGroup",
        resource_id,
        box=Box(width=FILL, height=56.0, padding=(16.0, 0.0, 8.0, 0.0), margin=margin),
        flow=Flow("row", gap=16.0, align="center"),
        surface=Surface("surface_container_high", radius=28.0),
        on_tap=on_tap,
        children=(
            fixed("ImageView", icon=Icon(icon, "on_surface_variant"), important=False),
            fixed(
                "TextView",
                "search_action_bar_title",
                Text(hint, style="body_large", colour="on_surface_variant", max_lines=1),
                box=GROWING,
            ),
            *trailing,
        ),
    )


def search_field(
    context: Context,
    key: str,
    hint: str,
    *,
    above: str = "",
    on_back: Handler | None = None,
    on_clear: Handler | None = None,
    labels: tuple[str, str] = ("Navigate up", "Clear text"),
    resource_id: str = "search_src_text",
) -> View:
    """A search bar that is being typed into; the cross, which empties it, shows once something is in it.

    `above`: the list below it, by its key, which goes back to its top when something else is typed.
    """
    front = (
        icon_button("arrow_back", labels[0], on_back)
        if on_back is not None
        else fixed("ImageView", icon=Icon("search", "on_surface_variant"), important=False)
    )
    field = View(
        "EditText",
        resource_id,
        box=Box(height=56.0, weight=1.0, padding=(8.0, 0.0, 8.0, 0.0)),
        input=Input(key, hint, on_text=(lambda _: context.scroll_to(above)) if above else None),
    )
    wipe = on_clear or (lambda: context.set_text(key, ""))
    clear = (icon_button("close", labels[1], wipe),) if context.text(key) else ()
    return View(
        "LinearLayout",
        "search_view",
        box=Box(
            width=FILL,
            height=56.0,
            padding=(4.0 if on_back is not None else 16.0, 0.0, 4.0, 0.0),
            margin=_PILL,
        ),
        flow=CENTRED_ROW,
        surface=Surface("surface_container_high", radius=28.0),
        children=(front, field, *clear),
    )


# -- keypad --------------------------------------------------------------------------------------------
def keypad(keys: Sequence[Sequence[View]], *, gap: float = 8.0) -> View:
    """Rows of keys of equal size."""
    rows = [
        View(flow=Flow("row", gap=gap, align="center", justify="center"), children=row, important=False)
        for row in keys
    ]
    return View(flow=Flow(gap=gap, align="center"), children=rows, important=False)


def key(
    sign: str | Icon,
    on_tap: Handler,
    *,
    description: str = "",
    resource_id: str = "",
    size: float = 80.0,
    background: str = "surface_container_high",
    on_long_press: Handler | None = None,
) -> View:
    """A round key of a keypad, with letters or an icon on it."""
    letters = Text(sign, style="headline_large", align="center") if isinstance(sign, str) else NO_TEXT
    return View(
        "ImageButton" if isinstance(sign, Icon) else "Button",
        resource_id,
        letters,
        description,
        icon=sign if isinstance(sign, Icon) else NO_ICON,
        box=Box(width=size, height=size),
        flow=CENTRED,
        surface=Surface(background, radius=size / 2),
        on_tap=on_tap,
        on_long_press=on_long_press,
    )
