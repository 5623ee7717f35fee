"""The question which of several apps shall open something, once or always."""

from dataclasses import replace

from device.phone.apps.chooser.state import OpenState, Target, hand_over, targets
from device.phone.system.context import Context
from device.phone.toolkit.still import fixed
from device.phone.toolkit.view import FILL, Handler, Overlay, Screen, View
from device.phone.widget.appicon import app_icon

_ROW_HEIGHT = 64.0
_MOST_ROWS = 6
_ACTION = "android.intent.action."
_TITLES = {
    f"{_ACTION}VIEW": ("Open with", "Open with {}"),
    f"{_ACTION}EDIT": ("Edit with", "Edit with {}"),
    f"{_ACTION}SEND": ("Share", "Share with {}"),
    f"{_ACTION}SENDTO": ("Send", "Send with {}"),
    f"{_ACTION}SEND_MULTIPLE": ("Share", "Share with {}"),
    "android.media.action.IMAGE_CAPTURE": ("Capture image", "Capture image with {}"),
}
"""By action: the title over a list, and the one that names the app used the last time."""
_OTHER = ("Complete action using", "Complete action using {}")


def show_open(context: Context, state: OpenState) -> Screen:
    """The sheet over the app that asks."""
    found = targets(context, state.intent)
    last = context.packages.chosen(state.intent, tuple(target.component for target in found), last=True)
    titles = _TITLES.get(state.intent.action, _OTHER)
    usual = next((target for target in found if target.component == last), None)
    parts = (
        _with_usual(context, state, usual, found, titles[1])
        if usual
        else _list(context, state, found, titles[0])
    )
    sheet = View(
        "android.view.ViewGroup",
        "android:id/contentPanel",
        scroll="contentPanel",
        width=FILL,
        radius=28.0,
        padding=(0.0, 20.0, 0.0, 8.0),
        background="surface_container_low",
        children=parts,
    )
    return Screen(View(), overlay=Overlay(sheet, "sheet", context.finish), translucent=True)


def _list(context: Context, state: OpenState, found: list[Target], title: str) -> list[View]:
    """All apps; the first tap selects one, a second one (or a button) opens it."""

    def choose(target: Target) -> None:
        if state.selected == target.component:
            hand_over(context, state.intent, target.component)
        else:
            context.set(replace(state, selected=target.component))

    rows = [
        _row(context, target, lambda target=target: choose(target), target.component == state.selected)  # type: ignore[misc]
        for target in found
    ]
    return [_title(context.tr(title)), _rows(rows), _buttons(context, state, state.selected)]


def _with_usual(
    context: Context, state: OpenState, usual: Target, found: list[Target], title: str
) -> list[View]:
    """The app of the last time with its buttons, the others below."""
    head = fixed(
        "LinearLayout",
        axis="row",
        width=FILL,
        align="center",
        gap=16.0,
        padding=(24.0, 0.0, 24.0, 12.0),
        important=False,
        children=(
            app_icon(usual.manifest.icon, usual.manifest.icon_colours, 40.0, resource_id="android:id/icon"),
            fixed(
                "TextView",
                "android:id/title",
                context.tr(title).format(usual.label(context)),
                style="title_large",
                weight=1.0,
                max_lines=2,
            ),
        ),
    )
    others = [target for target in found if target is not usual]
    rows = [
        _row(context, target, lambda target=target: hand_over(context, state.intent, target.component), False)  # type: ignore[misc]
        for target in others
    ]
    more = fixed(
        "TextView",
        "android:id/text2",
        context.tr("Use a different app"),
        style="title_small",
        colour="on_surface_variant",
        padding=(24.0, 12.0, 24.0, 8.0),
    )
    return [head, _buttons(context, state, usual.component), more, _rows(rows)]


def _title(text: str) -> View:
    view = View("TextView", "android:id/title", text, style="title_large", width=FILL, max_lines=2)
    view.padding = (24.0, 0.0, 24.0, 12.0)
    return view


def _rows(rows: list[View]) -> View:
    body = View("ListView", "android:id/resolver_list", width=FILL, children=rows)
    if len(rows) > _MOST_ROWS:
        body.scroll, body.height = "resolver_list", _ROW_HEIGHT * (_MOST_ROWS + 0.5)
    return body


def _row(context: Context, target: Target, act: Handler, selected: bool) -> View:
    manifest = target.manifest
    return View(
        "LinearLayout",
        axis="row",
        width=FILL,
        min_height=_ROW_HEIGHT,
        align="center",
        gap=16.0,
        padding=(24.0, 0.0, 24.0, 0.0),
        background="secondary_container" if selected else "",
        selected=selected,
        on_tap=act,
        children=(
            app_icon(manifest.icon, manifest.icon_colours, 40.0, resource_id="android:id/icon"),
            fixed("TextView", "android:id/text1", target.label(context), weight=1.0, max_lines=1),
        ),
    )


def _buttons(context: Context, state: OpenState, component: str) -> View:
    """Just once, always; without a selection neither works."""

    def button(label: str, name: str, always: bool) -> View:
        return View(
            "Button",
            f"android:id/{name}",
            context.tr(label),
            style="label_large",
            colour="primary" if component else "outline",
            height=48.0,
            padding=(16.0, 0.0, 16.0, 0.0),
            align="center",
            justify="center",
            enabled=bool(component),
            on_tap=lambda: hand_over(context, state.intent, component, always=always),
        )

    return View(
        "LinearLayout",
        "android:id/button_bar",
        axis="row",
        width=FILL,
        justify="end",
        gap=8.0,
        padding=(16.0, 4.0, 16.0, 4.0),
        children=(button("Just once", "button_once", False), button("Always", "button_always", True)),
    )
