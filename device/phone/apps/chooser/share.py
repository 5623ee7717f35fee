"""The share sheet: what is shared, and the apps it can go to."""

from dataclasses import replace

from device.phone.apps.chooser.state import ShareState, Target, hand_over, targets
from device.phone.file.document import path_of
from device.phone.file.entry import FileFault
from device.phone.file.mediatype import media_type
from device.phone.system.context import Context
from device.phone.system.intent import STREAM, SUBJECT, TEXT, Intent
from device.phone.toolkit.still import fixed
from device.phone.toolkit.view import Overlay, Screen, View
from device.phone.toolkit.viewpart import CENTRED, FILL, FULL_WIDTH, GROWING, Box, Flow, Icon, Surface, Text
from device.phone.widget.appicon import app_icon

_COLUMNS = 4
_ROW_HEIGHT = 112.0
_MOST_ROWS = 3
"""Rows of apps that show before the list scrolls."""
_SYMBOLS = (
    ("image/", "image"),
    ("video/", "movie"),
    ("audio/", "audio_file"),
    ("text/", "description"),
    ("application/pdf", "picture_as_pdf"),
)


def show_share(context: Context, state: ShareState) -> Screen:
    """The sheet over the app that shares."""
    intent = state.intent
    found = targets(context, intent)
    handle = fixed(
        box=Box(width=32.0, height=4.0), surface=Surface("outline_variant", radius=2.0), important=False
    )
    head = View(
        "RelativeLayout",
        "android:id/chooser_header",
        box=Box(width=FILL, padding=(24.0, 12.0, 24.0, 12.0)),
        flow=Flow(gap=12.0, align="center"),
        children=(
            handle,
            fixed("TextView", "android:id/title", Text(context.tr("Share"), style="title_large")),
        ),
    )
    parts = [head, _preview(context, intent)]
    if found:
        parts.append(_grid(context, intent, found))
    else:
        parts.append(
            fixed(
                "TextView",
                "android:id/empty",
                Text(
                    context.tr("No apps can perform this action."),
                    style="body_medium",
                    colour="on_surface_variant",
                ),
                box=Box(padding=(24.0, 24.0, 24.0, 32.0)),
            )
        )
    sheet = View(
        "android.view.ViewGroup",
        "android:id/contentPanel",
        box=FULL_WIDTH,
        surface=Surface("surface_container_low", radius=28.0),
        scroll="contentPanel",
        children=parts,
    )
    return Screen(View(), overlay=Overlay(sheet, "sheet", context.finish), translucent=True)


# -- what is shared --------------------------------------------------------------------------------------
def _preview(context: Context, intent: Intent) -> View:
    streams = [line for line in str(intent.extras.get(STREAM, "")).split("\n") if line]
    if streams:
        return _files(context, streams)
    text = str(intent.extras.get(TEXT, ""))
    title = str(intent.extras.get(SUBJECT, "") or intent.extras.get("android.intent.extra.TITLE", ""))
    words = [
        fixed("TextView", "android:id/content_preview_text", Text(text, style="body_medium", max_lines=4))
    ]
    if title:
        words.insert(
            0,
            View(
                "TextView", "android:id/content_preview_title", Text(title, style="title_small", max_lines=1)
            ),
        )

    def copy() -> None:
        context.set_clipboard(text)
        context.finish()

    button = View(
        "Button",
        "android:id/chooser_copy_button",
        Text(context.tr("Copy"), style="label_large"),
        icon=Icon("content_copy", size=18.0),
        box=Box(height=36.0, padding=(14.0, 0.0, 16.0, 0.0)),
        flow=Flow("row", gap=8.0, align="center", justify="center"),
        surface=Surface(radius=18.0, border="outline_variant", border_width=1.0),
        on_tap=copy,
    )
    return View(
        "LinearLayout",
        "android:id/content_preview_container",
        box=Box(width=FILL, padding=(24.0, 0.0, 24.0, 12.0)),
        flow=Flow(gap=12.0),
        children=(
            View(
                "LinearLayout",
                "android:id/content_preview_text_layout",
                box=Box(width=FILL, padding=(16.0, 12.0, 16.0, 12.0)),
                flow=Flow(gap=4.0),
                surface=Surface("surface_container_high", radius=16.0),
                children=words,
            ),
            View("LinearLayout", "android:id/chooser_action_row", flow=Flow("row"), children=(button,)),
        ),
    )


def _files(context: Context, streams: list[str]) -> View:
    """The first file by name and picture, and how many more there are."""
    path = path_of(streams[0])
    name = path.rpartition("/")[2] or streams[0].rpartition("/")[2]
    if len(streams) > 1:
        name = context.tr("{} + {} files").format(name, len(streams) - 1)
    return View(
        "LinearLayout",
        "android:id/content_preview_file_layout",
        box=Box(width=FILL, padding=(24.0, 0.0, 24.0, 16.0)),
        flow=Flow("row", gap=16.0, align="center"),
        children=(
            _thumbnail(context, path),
            fixed(
                "TextView",
                "android:id/content_preview_filename",
                Text(name, style="body_large", max_lines=1),
                box=GROWING,
            ),
        ),
    )


def _thumbnail(context: Context, path: str) -> View:
    kind = media_type(path)
    if kind.startswith("image/") and context.files.is_file(path):
        try:
            data = context.files.read(path)
        except FileFault:
            data = b""
        return View(
            "ImageView",
            "android:id/content_preview_file_thumbnail",
            box=Box(width=64.0, height=64.0),
            surface=Surface(radius=12.0),
            picture=data,
        )
    symbol = next((icon for start, icon in _SYMBOLS if kind.startswith(start)), "insert_drive_file")
    return View(
        "ImageView",
        "android:id/content_preview_file_icon",
        icon=Icon(symbol, "primary", size=32.0),
        box=Box(width=64.0, height=64.0),
        flow=CENTRED,
        surface=Surface("surface_container_high", radius=12.0),
    )


# -- whom it can go to -----------------------------------------------------------------------------------
def _grid(context: Context, intent: Intent, found: list[Target]) -> View:
    rows = [
        View(
            "LinearLayout",
            "android:id/chooser_row",
            box=Box(
                width=FILL, height=_ROW_HEIGHT * max(1.0, context.font_scale), padding=(12.0, 0.0, 12.0, 0.0)
            ),
            flow=Flow("row"),
            children=[_target(context, intent, target) for target in found[start : start + _COLUMNS]],
        )
        for start in range(0, len(found), _COLUMNS)
    ]
    last = rows[-1]
    missing = -len(found) % _COLUMNS
    last.children = (*last.children, *(View(box=GROWING, important=False) for _ in range(missing)))
    body = View(
        "com.android.internal.widget.RecyclerView",
        "android:id/resolver_list",
        box=Box(width=FILL, padding=(0.0, 8.0, 0.0, 8.0)),
        children=rows,
    )
    if len(rows) > _MOST_ROWS:
        body.box = replace(body.box, height=_ROW_HEIGHT * (_MOST_ROWS + 0.5))
        body.scroll = "resolver_list"
    return body


def _target(context: Context, intent: Intent, target: Target) -> View:
    manifest = target.manifest
    name = fixed(
        "TextView",
        "android:id/text1",
        Text(target.label(context), style="body_small", align="center", max_lines=2),
        box=FULL_WIDTH,
    )
    return View(
        "LinearLayout",
        "android:id/item",
        box=Box(height=FILL, weight=1.0, padding=(4.0, 8.0, 4.0, 0.0)),
        flow=Flow(gap=8.0, align="center"),
        on_tap=lambda: hand_over(context, intent, target.component),
        children=(app_icon(manifest.icon, manifest.icon_colours, 52.0, resource_id="android:id/icon"), name),
    )
