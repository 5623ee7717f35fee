"""The page that records and plays what was recorded last."""

from device.phone.apps.recorder.act import (
    delete_dialog,
    info_dialog,
    items,
    name_dialog,
    share,
    short_words,
)
from device.phone.apps.recorder.player import player, shown
from device.phone.apps.recorder.state import RECORDS, SETTINGS, RecorderActivity, RecorderMainState, Taking
from device.phone.apps.recorder.store import RecorderRecord
from device.phone.apps.recorder.take import begin, end, give_up, heard_seed, pause
from device.phone.apps.recorder.wave import heard, wave_view
from device.phone.system.intent import Intent
from device.phone.system.timetext import span_text
from device.phone.toolkit.still import fixed
from device.phone.toolkit.view import Overlay, Screen, View
from device.phone.toolkit.viewpart import FILL, Box, Flow, Handler, Icon, Text
from device.phone.widget import Choice, alert, check_tile, icon_button, menu, page, top_bar

Main = RecorderActivity[RecorderMainState]
_RED = "#E53935"
_IMPORT = Intent("android.intent.action.GET_CONTENT", type="audio/*")


def show_main(hands: Main) -> Screen:
    """What is recorded or plays above, the buttons below; beside each other on a phone that lies."""
    record = None if hands.state.taking is not None else shown(hands)
    wide, high = hands.context.size
    body = View(
        box=Box(width=FILL, weight=1.0), flow=Flow("row" if wide > high else "column"), important=False
    )
    middle = View(
        "LinearLayout",
        "pnl_main",
        box=Box(width=None if wide > high else FILL, height=FILL if wide > high else None, weight=1.0),
        flow=Flow(gap=8.0, align="center", justify="center"),
        children=_middle(hands, record, 72.0 if wide > high else 160.0),
    )
    body.children = (middle, _panel(hands, wide > high))
    return Screen(
        page(_bar(hands, record), body), overlay=_overlay(hands, record), title=hands.tr("Audio Recorder")
    )


def _bar(hands: Main, record: RecorderRecord | None) -> View:
    tr = hands.tr
    actions = []
    if hands.state.taking is None:
        actions.append(
            icon_button(
                "upload_file",
                tr("Import"),
                lambda: _import(hands),
                resource_id="btn_import",
            )
        )
    if record is not None:
        actions += [
            icon_button("share", tr("Share"), lambda: share(hands, (record,)), resource_id="btn_share"),
            icon_button("more_vert", tr("More options"), lambda: hands.open("menu"), resource_id="btn_more"),
        ]
    return top_bar(tr("Audio Recorder"), actions=actions)


def _import(hands: Main) -> None:
    if not hands.context.ask(_IMPORT, "import"):
        hands.context.toast(hands.tr("No app can perform this action"))


def _middle(hands: Main, record: RecorderRecord | None, height: float) -> list[View]:
    tr, state, uptime = hands.tr, hands.state, hands.context.clock.uptime_ms
    if record is not None and state.playing is not None:
        name = fixed(
            "TextView", "txt_name", Text(record.name, style="title_large", align="center", max_lines=2)
        )
        told = View(
            "TextView",
            "txt_record_info",
            Text(short_words(tr, record), style="body_medium", colour="on_surface_variant"),
        )
        return [name, told, *player(hands, record, state.playing, height)]
    length = state.taking.length_ms(uptime) if state.taking is not None else 0
    wave = heard(heard_seed(hands.context), length) if state.taking is not None else b""
    parts = [
        wave_view(wave, height=height, resource_id="record_waveform", description=tr("Waveform")),
        View("TextView", "txt_progress", Text(span_text(length), style="display_medium")),
    ]
    if state.taking is not None:
        words = tr("Recording") if state.taking.since_ms else tr("Recording is paused")
        parts.append(View("TextView", "txt_recording", Text(words, style="body_large", colour=_RED)))
    return parts


# -- buttons -----------------------------------------------------------------------------------------------
def _panel(hands: Main, upright: bool) -> View:
    """List, record and settings; while it records give up, pause and stop."""
    tr, context, taking = hands.tr, hands.context, hands.state.taking
    if taking is None:
        buttons = (
            _small("list", tr("Records list"), lambda: context.start(RECORDS), "btn_records_list"),
            _large("mic", tr("Record"), lambda: begin(hands), "btn_record"),
            _small("settings", tr("Settings"), lambda: context.start(SETTINGS), "btn_settings"),
        )
    else:
        buttons = _while(hands, taking)
    return View(
        "LinearLayout",
        "bottom_panel",
        box=Box(
            width=None if upright else FILL,
            height=FILL if upright else None,
            padding=(16.0, 8.0, 24.0, 8.0) if upright else (16.0, 16.0, 16.0, 32.0),
        ),
        flow=Flow(
            "column" if upright else "row", gap=24.0 if upright else 40.0, align="center", justify="center"
        ),
        children=buttons,
    )


def _while(hands: Main, taking: Taking) -> tuple[View, View, View]:
    tr = hands.tr
    runs = bool(taking.since_ms)
    return (
        _small("delete", tr("Discard"), lambda: hands.open("discard"), "btn_delete"),
        _large(
            "pause" if runs else "mic",
            tr("Pause") if runs else tr("Resume"),
            lambda: pause(hands),
            "btn_record",
        ),
        _small("stop", tr("Stop"), lambda: end(hands), "btn_record_stop"),
    )


def _small(icon: str, label: str, on_tap: Handler, name: str) -> View:
    return icon_button(
        Icon(icon, "on_surface_variant", filled=True),
        label,
        on_tap,
        resource_id=name,
        background="surface_container_high",
        size=56.0,
    )


def _large(icon: str, label: str, on_tap: Handler, name: str) -> View:
    return icon_button(
        Icon(icon, "#FFFFFF", size=40.0, filled=True),
        label,
        on_tap,
        resource_id=name,
        background=_RED,
        size=80.0,
    )


# -- questions ---------------------------------------------------------------------------------------------
def _overlay(hands: Main, record: RecorderRecord | None) -> Overlay | None:
    tr, kind = hands.tr, hands.state.dialog
    if kind == "discard" and hands.state.taking is not None:
        return alert(
            tr("Discard"),
            tr("Discard this recording?"),
            accept=Choice(tr("Yes"), lambda: give_up(hands)),
            cancel=Choice(tr("No"), hands.close),
        )
    if record is None:
        return None
    if kind == "name":
        asked = hands.kept("ask_name", "1") == "1"
        quiet = check_tile(
            tr("Don’t ask again"),
            not asked,
            lambda on: hands.keep("ask_name", "0" if on else "1"),
            leading=True,
            dialog=True,
        )
        return name_dialog(hands, record, (quiet,))
    if kind == "rename":
        return name_dialog(hands, record)
    if kind == "menu":
        return menu(items(hands, record), hands.close, anchor=(1.0, 0.02))
    if kind == "info":
        return info_dialog(hands, record)
    if kind == "delete":
        return delete_dialog(hands, (record,), lambda: hands.set(playing=None))
    return None
