"""The question which of several apps shall open something, once or always."""

from dataclasses import replace
from functools import partial

from device.phone.apps.chooser.state import OpenState, Target, hand_over, targets
from device.phone.system.context import Context
from device.phone.toolkit.still import fixed
from device.phone.toolkit.view import Overlay, Screen, View
from device.phone.toolkit.viewpart import (
    CENTRED,
    FILL,
    FULL_WIDTH,
    GROWING,
    Box,
    Flow,
    Handler,
    Surface,
    Text,
)
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
        box=Box(width=FILL, padding=(0.0, 20.0, 0.0, 8.0)),
        surface=Surface("surface_container_low", radius=28.0),
        scroll="contentPanel",
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
        _row(context, target, partial(choose, target), target.component == state.selected) for target in found
    ]
    return [_title(context.tr(title)), _rows(rows), _buttons(context, state, state.selected)]


def _with_usual(
    context: Context, state: OpenState, usual: Target, found: list[Target], title: str
) -> list[View]:
    """The app of the last time with its buttons, the others below."""
    head = fixed(
        "LinearLayout",
        box=Box(width=FILL, padding=(24.0, 0.0, 24.0, 12.0)),
        flow=Flow("row", gap=16.0, align="center"),
        important=False,
        children=(
            app_icon(usual.manifest.icon, usual.manifest.icon_colours, 40.0, resource_id="android:id/icon"),
            fixed(
                "TextView",
                "android:id/title",
                Text(context.tr(title).format(usual.label(context)), style="title_large", max_lines=2),
                box=GROWING,
            ),
        ),
    )
    others = [target for target in found if target is not usual]
    rows = [
        _row(context, target, partial(hand_over, context, state.intent, target.component), False)
        for target in others
    ]
    more = fixed(
        "TextView",
        "android:id/text2",
        Text(context.tr("Use a different app"), style="title_small", colour="on_surface_variant"),
        box=Box(padding=(24.0, 12.0, 24.0, 8.0)),
    )
    return [head, _buttons(context, state, usual.component), more, _rows(rows)]


def _title(text: str) -> View:
    return View(
        "TextView",
        "android:id/title",
        Text(text, style="title_large", max_lines=2),
        box=Box(width=FILL, padding=(24.0, 0.0, 24.0, 12.0)),
    )


def _rows(rows: list[View]) -> View:
    body = View("ListView", "android:id/resolver_list", box=FULL_WIDTH, children=rows)
    if len(rows) > _MOST_ROWS:
        body.box = replace(body.box, height=_ROW_HEIGHT * (_MOST_ROWS + 0.5))
        body.scroll = "resolver_list"
    return body


def _row(context: Context, target: Target, act: Handler, selected: bool) -> View:
    manifest = target.manifest
    return View(
        "LinearLayout",
        box=Box(width=FILL, min_height=_ROW_HEIGHT, padding=(24.0, 0.0, 24.0, 0.0)),
        flow=Flow("row", gap=16.0, align="center"),
        surface=Surface("secondary_container" if selected else ""),
        selected=selected,
        on_tap=act,
        children=(
            app_icon(manifest.icon, manifest.icon_colours, 40.0, resource_id="android:id/icon"),
            fixed("TextView", "android:id/text1", Text(target.label(context), max_lines=1), box=GROWING),
        ),
    )


def _buttons(context: Context, state: OpenState, component: str) -> View:
    """Just once, always; without a selection neither works."""

    def button(label: str, name: str, always: bool) -> View:
        return View(
            "Button",
            f"android:id/{name}",
            Text(context.tr(label), style="label_large", colour="primary" if component else "outline"),
            box=Box(height=48.0, padding=(16.0, 0.0, 16.0, 0.0)),
            flow=CENTRED,
            enabled=bool(component),
            on_tap=lambda: hand_over(context, state.intent, component, always=always),
        )

    return View(
        "LinearLayout",
        "android:id/button_bar",
        box=Box(width=FILL, padding=(16.0, 4.0, 16.0, 4.0)),
        flow=Flow("row", gap=8.0, justify="end"),
        children=(button("Just once", "button_once", False), button("Always", "button_always", True)),
    )
