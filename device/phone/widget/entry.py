"""Where text and numbers go in: text fields, search bars, keypads."""

from collections.abc import Callable, Sequence
from typing import Literal

from device.phone.system.context import Context
from device.phone.toolkit.still import fixed
from device.phone.toolkit.view import FILL, Edges, Handler, View
from device.phone.widget.button import icon_button

InputType = Literal["text", "number", "phone", "email", "multiline"]
_FIELD: Edges = (16.0, 16.0, 16.0, 16.0)
_LABELLED: Edges = (16.0, 9.0, 16.0, 9.0)
_LABEL_SP = 16.0
"""What a line of the label takes."""


def text_field(
    key: str,
    label: str,
    value: str,
    *,
    outlined: bool = True,
    resource_id: str = "edit_text",
    input_type: InputType = "text",
    on_text: Callable[[str], None] | None = None,
    on_submit: Handler | None = None,
    error: str = "",
    icon: str = "",
    trailing: Sequence[View] = (),
    weight: float = 0.0,
    margin: Edges = (24.0, 0.0, 24.0, 0.0),
    password: bool = False,
    max_lines: int = 1,
) -> View:
    """A labelled field. `key` is where the activity keeps its text, `value` that text now.

    The label stands in the empty field and moves above the text; `error` goes below it in red.
    """
    several = input_type == "multiline"
    edit = View(
        "EditText",
        resource_id,
        hint=label,
        field=key,
        input_type=input_type,
        width=FILL,
        min_height=56.0,
        padding=_LABELLED if value else _FIELD,
        head_sp=_LABEL_SP if value else 0.0,
        radius=4.0,
        background="" if outlined else "surface_container_highest",
        border=("error" if error else "outline") if outlined else "",
        border_width=1.0 if outlined else 0.0,
        password=password,
        on_text=on_text,
        on_submit=on_submit,
        max_lines=0 if several else max_lines,
    )
    parts = [edit]
    if value:
        parts.append(
            fixed(
                "TextView",
                text=label,
                style="body_small",
                colour="error" if error else "primary",
                margin=(16.0, 8.0, 16.0, 0.0),
                max_lines=1,
                important=False,
            )
        )
    box = View("com.google.android.material.textfield.TextInputLayout", axis="stack", width=FILL)
    box.children = parts
    box.important = False
    if icon or trailing:
        box = _beside(box, icon, trailing)
    if error:
        below = View("TextView", "textinput_error", error, style="body_small", colour="error")
        below.padding = (16.0, 4.0, 16.0, 0.0)
        return View(width=FILL, weight=weight, margin=margin, children=(box, below), important=False)
    box.weight, box.margin = weight, margin
    return box


def _beside(box: View, icon: str, trailing: Sequence[View]) -> View:
    """A field between a symbol and what stands at its end."""
    box.weight = 1.0
    sign = (fixed("ImageView", icon=icon, colour="on_surface_variant", important=False),) if icon else ()
    return View(
        axis="row",
        width=FILL,
        align="center",
        gap=16.0,
        children=(*sign, box, *trailing),
        important=False,
    )


def plain_field(
    key: str,
    hint: str,
    *,
    resource_id: str = "edit_text",
    style: str = "body_large",
    input_type: InputType = "text",
    on_text: Callable[[str], None] | None = None,
    on_submit: Handler | None = None,
    padding: Edges = (24.0, 12.0, 24.0, 12.0),
    weight: float = 0.0,
    height: float | None = None,
    text_align: Literal["start", "center", "end"] = "start",
) -> View:
    """A field without a frame: a title line, the body of a note."""
    return View(
        "EditText",
        resource_id,
        hint=hint,
        field=key,
        style=style,
        input_type=input_type,
        width=FILL if not weight else None,
        height=height,
        min_height=48.0,
        weight=weight,
        padding=padding,
        text_align=text_align,
        on_text=on_text,
        on_submit=on_submit,
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
        axis="row",
        width=FILL,
        height=56.0,
        align="center",
        gap=16.0,
        margin=margin,
        padding=(16.0, 0.0, 8.0, 0.0),
        radius=28.0,
        background="surface_container_high",
        on_tap=on_tap,
        children=(
            fixed("ImageView", icon=icon, colour="on_surface_variant", important=False),
            fixed(
                "TextView",
                "search_action_bar_title",
                hint,
                style="body_large",
                colour="on_surface_variant",
                weight=1.0,
                max_lines=1,
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
    margin: Edges = _PILL,
) -> View:
    """A search bar that is being typed into; the cross, which empties it, shows once something is in it.

    `above`: the list below it, by its key, which goes back to its top when something else is typed.
    """
    front = (
        icon_button("arrow_back", labels[0], on_back)
        if on_back is not None
        else fixed("ImageView", icon="search", colour="on_surface_variant", important=False)
    )
    field = View("EditText", resource_id, hint=hint, field=key, weight=1.0, height=56.0)
    field.padding = (8.0, 0.0, 8.0, 0.0)
    if above:
        field.on_text = lambda _: context.scroll_to(above)
    wipe = on_clear or (lambda: context.set_text(key, ""))
    clear = (icon_button("close", labels[1], wipe),) if context.text(key) else ()
    return View(
        "LinearLayout",
        "search_view",
        axis="row",
        width=FILL,
        height=56.0,
        align="center",
        margin=margin,
        padding=(4.0 if on_back is not None else 16.0, 0.0, 4.0, 0.0),
        radius=28.0,
        background="surface_container_high",
        children=(front, field, *clear),
    )


# -- keypad --------------------------------------------------------------------------------------------
def keypad(keys: Sequence[Sequence[View]], *, gap: float = 8.0) -> View:
    """Rows of keys of equal size."""
    rows = [
        View(axis="row", gap=gap, align="center", justify="center", children=row, important=False)
        for row in keys
    ]
    return View(gap=gap, align="center", children=rows, important=False)


def key(
    label: str,
    on_tap: Handler,
    *,
    icon: str = "",
    description: str = "",
    resource_id: str = "",
    size: float = 80.0,
    background: str = "surface_container_high",
    colour: str = "on_surface",
    on_long_press: Handler | None = None,
) -> View:
    """A round key of a keypad."""
    return View(
        "ImageButton" if icon else "Button",
        resource_id,
        label,
        description,
        icon=icon,
        icon_size=28.0,
        style="headline_large",
        text_align="center",
        align="center",
        justify="center",
        width=size,
        height=size,
        radius=size / 2,
        background=background,
        colour=colour,
        on_tap=on_tap,
        on_long_press=on_long_press,
    )
