"""Playing a record: the panel with its waveform, where it is, and the buttons that work it."""

from dataclasses import replace

from device.phone.apps.recorder.heard import begun
from device.phone.apps.recorder.state import Playing, RecorderActivity, RecorderMainState, RecordsState
from device.phone.apps.recorder.store import RecorderRecord, record_at
from device.phone.apps.recorder.wave import wave_view
from device.phone.system.timetext import span_text
from device.phone.toolkit.still import fixed
from device.phone.toolkit.view import View
from device.phone.toolkit.viewpart import FILL, FULL_WIDTH, Box, Flow, Icon, Text
from device.phone.widget import icon_button, slider

AnyHands = RecorderActivity[RecorderMainState] | RecorderActivity[RecordsState]


def shown(hands: AnyHands) -> RecorderRecord | None:
    """The record in the player; None when there is none, or its file is gone."""
    playing = hands.state.playing
    return record_at(hands.context, playing.path) if playing is not None else None


def play(hands: AnyHands, record: RecorderRecord) -> None:
    """Play it from the beginning."""
    hands.set(playing=begun(hands.context, Playing(record.path)), dialog="")


def player(hands: AnyHands, record: RecorderRecord, playing: Playing, height: float) -> list[View]:
    """Waveform (as high as said; none at 0), place and buttons."""
    tr, uptime, length = hands.tr, hands.context.clock.uptime_ms, record.length_ms
    place, runs = playing.at(uptime, length), playing.runs(uptime, length)

    def turn() -> None:
        stands = Playing(playing.path, place)
        hands.set(playing=stands if runs else begun(hands.context, stands))

    def seek(fraction: float) -> None:
        to = min(int(fraction * length), max(0, length - 1))
        hands.set(playing=replace(playing, from_ms=to, since_ms=uptime if runs else 0))

    part = place / length if length else 0.0
    wave = wave_view(
        record.wave, height=height, resource_id="waveform", description=tr("Waveform"), played=part
    )
    bar = slider(tr("Position"), part, seek, resource_id="play_progress")
    bar.box = replace(bar.box, padding=(24.0, 0.0, 24.0, 0.0))
    times = View(
        "LinearLayout",
        box=Box(width=FILL, padding=(24.0, 0.0, 24.0, 0.0)),
        flow=Flow("row", justify="between"),
        children=(
            fixed("TextView", "txt_progress", Text(span_text(place), style="body_medium")),
            fixed("TextView", "txt_duration", Text(span_text(length), style="body_medium")),
        ),
    )
    work = icon_button(
        Icon("pause" if runs else "play_arrow", "on_surface_variant", size=32.0, filled=True),
        tr("Pause playback") if runs else tr("Play"),
        turn,
        resource_id="btn_play",
        background="secondary_container",
        size=56.0,
    )

    halt = icon_button(
        Icon("stop", "on_surface_variant", filled=True),
        tr("Stop playback"),
        lambda: hands.set(playing=Playing(playing.path)),
        resource_id="btn_stop",
    )
    buttons = View(
        "LinearLayout",
        box=FULL_WIDTH,
        flow=Flow("row", gap=16.0, align="center", justify="center"),
        children=(work, halt),
    )
    return [wave, bar, times, buttons] if height else [bar, times, buttons]
