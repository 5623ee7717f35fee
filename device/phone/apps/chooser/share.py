"""The share sheet: what is shared, and the apps it can go to."""

from device.phone.apps.chooser.state import ShareState, Target, hand_over, targets
from device.phone.file.document import path_of
from device.phone.file.entry import FileFault
from device.phone.file.mediatype import media_type
from device.phone.system.context import Context
from device.phone.system.intent import STREAM, SUBJECT, TEXT, Intent
from device.phone.toolkit.still import fixed
from device.phone.toolkit.view import FILL, Overlay, Screen, View
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
    handle = fixed(width=32.0, height=4.0, radius=2.0, background="outline_variant", important=False)
    head = View(
        "RelativeLayout",
        "android:id/chooser_header",
        width=FILL,
        align="center",
        gap=12.0,
        padding=(24.0, 12.0, 24.0, 12.0),
        children=(
            handle,
            fixed("TextView", "android:id/title", context.tr("Share"), style="title_large"),
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
                context.tr("No apps can perform this action."),
                style="body_medium",
                colour="on_surface_variant",
                padding=(24.0, 24.0, 24.0, 32.0),
            )
        )
    sheet = View(
        "android.view.ViewGroup",
        "android:id/contentPanel",
        scroll="contentPanel",
        width=FILL,
        radius=28.0,
        background="surface_container_low",
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
    words = [fixed("TextView", "android:id/content_preview_text", text, style="body_medium", max_lines=4)]
    if title:
        words.insert(
            0, View("TextView", "android:id/content_preview_title", title, style="title_small", max_lines=1)
        )

    def copy() -> None:
        context.set_clipboard(text)
        context.finish()

    button = View(
        "Button",
        "android:id/chooser_copy_button",
        context.tr("Copy"),
        axis="row",
        icon="content_copy",
        icon_size=18.0,
        gap=8.0,
        align="center",
        justify="center",
        style="label_large",
        height=36.0,
        radius=18.0,
        padding=(14.0, 0.0, 16.0, 0.0),
        border="outline_variant",
        border_width=1.0,
        on_tap=copy,
    )
    return View(
        "LinearLayout",
        "android:id/content_preview_container",
        width=FILL,
        gap=12.0,
        padding=(24.0, 0.0, 24.0, 12.0),
        children=(
            View(
                "LinearLayout",
                "android:id/content_preview_text_layout",
                width=FILL,
                gap=4.0,
                radius=16.0,
                padding=(16.0, 12.0, 16.0, 12.0),
                background="surface_container_high",
                children=words,
            ),
            View("LinearLayout", "android:id/chooser_action_row", axis="row", children=(button,)),
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
        axis="row",
        width=FILL,
        align="center",
        gap=16.0,
        padding=(24.0, 0.0, 24.0, 16.0),
        children=(
            _thumbnail(context, path),
            fixed(
                "TextView",
                "android:id/content_preview_filename",
                name,
                style="body_large",
                max_lines=1,
                weight=1.0,
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
            picture=data,
            width=64.0,
            height=64.0,
            radius=12.0,
        )
    symbol = next((icon for start, icon in _SYMBOLS if kind.startswith(start)), "insert_drive_file")
    return View(
        "ImageView",
        "android:id/content_preview_file_icon",
        icon=symbol,
        icon_size=32.0,
        colour="primary",
        background="surface_container_high",
        width=64.0,
        height=64.0,
        radius=12.0,
        align="center",
        justify="center",
    )


# -- whom it can go to -----------------------------------------------------------------------------------
def _grid(context: Context, intent: Intent, found: list[Target]) -> View:
    rows = [
        View(
            "LinearLayout",
            "android:id/chooser_row",
            axis="row",
            width=FILL,
            height=_ROW_HEIGHT * max(1.0, context.font_scale),
            padding=(12.0, 0.0, 12.0, 0.0),
            children=[_target(context, intent, target) for target in found[start : start + _COLUMNS]],
        )
        for start in range(0, len(found), _COLUMNS)
    ]
    last = rows[-1]
    missing = -len(found) % _COLUMNS
    last.children = (*last.children, *(View(weight=1.0, important=False) for _ in range(missing)))
    body = View(
        "com.android.internal.widget.RecyclerView",
        "android:id/resolver_list",
        width=FILL,
        padding=(0.0, 8.0, 0.0, 8.0),
        children=rows,
    )
    if len(rows) > _MOST_ROWS:
        body.scroll, body.height = "resolver_list", _ROW_HEIGHT * (_MOST_ROWS + 0.5)
    return body


def _target(context: Context, intent: Intent, target: Target) -> View:
    manifest = target.manifest
    name = fixed(
        "TextView",
        "android:id/text1",
        target.label(context),
        style="body_small",
        text_align="center",
        width=FILL,
        max_lines=2,
    )
    return View(
        "LinearLayout",
        "android:id/item",
        weight=1.0,
        height=FILL,
        align="center",
        gap=8.0,
        padding=(4.0, 8.0, 4.0, 0.0),
        on_tap=lambda: hand_over(context, intent, target.component),
        children=(app_icon(manifest.icon, manifest.icon_colours, 52.0, resource_id="android:id/icon"), name),
    )
