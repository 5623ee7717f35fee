"""The Clipper app: a box to type in, a button that copies it, and the broadcasts that scripts use.

`am broadcast -a clipper.set -e text TEXT` puts a text on the clipboard, `-a clipper.get` tells what is there.
Android lets only the app in front at the clipboard: both answer with result 0 when Clipper is not there.
"""

from dataclasses import replace

from device.phone.system.app import App, IntentFilter, Manifest
from device.phone.system.context import Context
from device.phone.system.intent import SEND, TEXT, Intent
from device.phone.toolkit.view import Screen, View
from device.phone.toolkit.viewpart import FILL, FULL_WIDTH, Box, Flow, Input, Text
from device.phone.widget import button, icon_button, page, plain_field, top_bar

PACKAGE = "ca.zgrs.clipper"
MAIN = f"{PACKAGE}.Main"
BOX = "text"
"""Key of the field."""
_OK, _FAILED = -1, 0
"""Result codes: Activity.RESULT_OK and RESULT_CANCELED."""


_SET = ("clipper.set", "set")
_GET = ("clipper.get", "get")


class Clipper(App):
    """Clipper, set up (its warning about broadcasts is read)."""

    manifest = Manifest(
        package=PACKAGE,
        label="clipper",
        icon="content_paste",
        icon_colours=("#43A047", "#FFFFFF"),
        main=MAIN,
        filters=(IntentFilter(SEND[0], MAIN, type="text/plain"),),
        version="1.2.1",
        system=False,
    )

    def initial(self, context: Context, name: str, intent: Intent) -> object:
        """The box, with a text that another app shared in it."""
        context.set_text(BOX, str(intent.extras.get(TEXT, "")))
        return None

    def screen(self, context: Context) -> Screen:
        """The box, its buttons, and what is on the clipboard."""
        tr, held = context.tr, context.clipboard
        now = View(
            "TextView",
            "clipboard",
            Text(held or tr("The clipboard is empty"), colour="on_surface" if held else "on_surface_variant"),
            box=FULL_WIDTH,
        )
        label = View(
            "TextView", "clipboard_label", Text(tr("On the clipboard"), style="label_large", colour="primary")
        )
        body = View(
            "ScrollView",
            box=Box(width=FILL, weight=1.0, padding=(16.0, 16.0, 16.0, 16.0)),
            flow=Flow(gap=16.0),
            scroll="page",
            children=(_box(context), _buttons(context), label, now),
        )
        share = icon_button("share", tr("Share"), lambda: context.share(held), enabled=bool(held))
        return Screen(page(top_bar(tr("Clipper"), actions=(share,)), body), title=tr("Clipper"))

    def receive(self, context: Context, intent: Intent) -> tuple[int, str | None] | None:
        """The two broadcasts, and a text shared while the box is open."""
        if intent.action not in (*_SET, *_GET):
            if context.activity.name == MAIN:
                context.set_text(BOX, str(intent.extras.get(TEXT, "")))
            return None
        if context.front.package != PACKAGE:
            return _FAILED, None
        if intent.action in _GET:
            return _OK, context.clipboard
        text = intent.extras.get("text")
        if text is None:
            return _FAILED, 'No text is provided. Use -e text "text to be pasted"'
        context.set_clipboard(str(text))
        return _OK, "Text is copied into clipboard."


def _box(context: Context) -> View:
    field = plain_field(
        Input(BOX, context.tr("Text to copy"), kind="multiline"),
        resource_id="text",
        padding=(16.0, 12.0, 16.0, 12.0),
    )
    field.box = replace(field.box, min_height=96.0)
    field.surface = replace(field.surface, radius=4.0, border="outline", border_width=1.0)
    return field


def _buttons(context: Context) -> View:
    tr = context.tr
    typed, held = context.text(BOX), bool(context.clipboard)

    def copy() -> None:
        context.set_clipboard(typed)
        context.toast(tr("Copied to clipboard"))

    def paste() -> None:
        context.set_text(BOX, context.clipboard)

    def clear() -> None:
        context.set_text(BOX, "")

    buttons = (
        button(tr("Clear"), clear, kind="text", resource_id="clear", enabled=bool(typed)),
        button(tr("Paste"), paste, kind="outlined", resource_id="paste", enabled=held),
        button(tr("Copy"), copy, resource_id="copy", enabled=bool(typed)),
    )
    return View(box=FULL_WIDTH, flow=Flow("row", gap=8.0, justify="end"), children=buttons, important=False)
