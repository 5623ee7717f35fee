"""The song that plays, on a page of its own, and the queue it is in."""

from dataclasses import replace

from device.phone.apps.music import playback
from device.phone.apps.music.detail import detail_bar
from device.phone.apps.music.playback import Player
from device.phone.apps.music.row import cover, row
from device.phone.apps.music.song import Song
from device.phone.apps.music.state import MusicActivity
from device.phone.apps.music.store import FAVORITES, add_songs, make_playlist, named, set_songs
from device.phone.apps.music.tabs import counted, nothing
from device.phone.system.timetext import span_text
from device.phone.toolkit.still import fixed
from device.phone.toolkit.view import Overlay, View
from device.phone.toolkit.viewpart import FILL, FULL_WIDTH, Box, Flow, Handler, Icon, Text
from device.phone.widget import Choice, alert, icon_button, long_scroll, slider

_REPEATS = {
    "none": ("repeat", "Repeat off"),
    "all": ("repeat", "Repeat all"),
    "one": ("repeat_one", "Repeat one"),
}
_ROW = 72.0


def show_player(hands: MusicActivity) -> list[View]:
    """Cover, names, the slider, the buttons; beside each other where the phone lies on its side."""
    now = playback.player(hands.context)
    song = now.song
    bar = detail_bar(hands, "")
    bar.children[0].icon = replace(bar.children[0].icon, name="expand_more", size=32.0)
    if song is None:
        return [bar, nothing(hands, "music_note", "No songs")]
    wide, high = hands.context.size
    across = wide > high
    size = 160.0 if across else 300.0
    art = replace(
        cover(hands, song, size, radius=24.0),
        pager=replace(
            cover(hands, song, size, radius=24.0).pager, key="cover", on_page=lambda step: _skip(hands, step)
        ),
    )
    stand = View(
        box=Box(width=None if across else FILL), flow=Flow(align="center"), children=(art,), important=False
    )
    words = [*_names(hands, song), _slider(hands, now), _buttons(hands, now), _more(hands, song)]
    controls = View(box=FULL_WIDTH, flow=Flow(gap=8.0, align="center"), children=words, important=False)
    body = View(
        "ScrollView",
        "playerContainer",
        box=Box(width=FILL, weight=1.0, padding=(24.0, 8.0, 24.0, 16.0)),
        flow=Flow(gap=24.0),
        scroll="player",
    )
    if across:
        controls.box = replace(controls.box, width=None, weight=1.0)
        beside = View(
            box=FULL_WIDTH,
            flow=Flow("row", gap=24.0, align="center"),
            children=(stand, controls),
            important=False,
        )
        body.children = (beside,)
    else:
        body.children = (stand, controls)
    return [bar, body]


def _names(hands: MusicActivity, song: Song) -> tuple[View, View]:
    title = View("TextView", "title", Text(song.title, style="headline_small", align="center", max_lines=2))
    text = View(
        "TextView",
        "text",
        Text(
            hands.artist(song), style="title_medium", colour="on_surface_variant", align="center", max_lines=1
        ),
        on_tap=lambda: hands.go("artist", song.artist_id),
    )
    return title, text


def _slider(hands: MusicActivity, now: Player) -> View:
    """How far the song is, and its length."""
    done = now.progress_ms(hands.context.clock.uptime_ms)
    whole = now.song.duration_ms if now.song is not None else 0

    def seek(fraction: float) -> None:
        playback.seek(hands.context, fraction)
        hands.tell()

    track = slider(hands.tr("Progress"), done / whole if whole else 0.0, seek, resource_id="progressSlider")
    left = fixed("TextView", "songCurrentProgress", Text(span_text(done, short=True), style="body_small"))
    right = fixed("TextView", "songTotalTime", Text(span_text(whole, short=True), style="body_small"))
    times = View(
        box=Box(width=FILL, padding=(12.0, 0.0, 12.0, 0.0)),
        flow=Flow("row", justify="between"),
        children=(left, right),
        important=False,
    )
    return View(box=FULL_WIDTH, children=(track, times), important=False)


def _skip(hands: MusicActivity, step: int) -> None:
    playback.skip(hands.context, step)
    hands.tell()


def _buttons(hands: MusicActivity, now: Player) -> View:
    """Repeat, back, play, next, shuffle."""
    tr, context = hands.tr, hands.context
    repeat, name = _REPEATS[now.repeat]

    def toggle() -> None:
        playback.toggle(context)
        hands.tell()

    def turn() -> None:
        hands.context.toast(tr(_REPEATS[playback.turn_repeat(context)][1]))

    def shuffle() -> None:
        playback.set_shuffled(context, not now.shuffled)
        hands.context.toast(tr("Shuffle off") if now.shuffled else tr("Shuffle on"))

    play = icon_button(
        Icon("pause" if now.playing else "play_arrow", "on_primary", size=36.0, filled=True),
        tr("Pause") if now.playing else tr("Play"),
        toggle,
        resource_id="playPauseButton",
        background="primary",
        size=72.0,
    )
    on = "primary"
    off = "on_surface_variant"
    buttons = (
        icon_button(
            Icon(repeat, off if now.repeat == "none" else on), tr(name), turn, resource_id="repeatButton"
        ),
        icon_button(
            Icon("skip_previous", "on_surface_variant", size=36.0, filled=True),
            tr("Previous"),
            lambda: _skip(hands, -1),
            resource_id="previousButton",
        ),
        play,
        icon_button(
            Icon("skip_next", "on_surface_variant", size=36.0, filled=True),
            tr("Next"),
            lambda: _skip(hands, 1),
            resource_id="nextButton",
        ),
        icon_button(
            Icon("shuffle", on if now.shuffled else off),
            tr("Shuffle on") if now.shuffled else tr("Shuffle off"),
            shuffle,
            resource_id="shuffleButton",
            selected=now.shuffled,
        ),
    )
    return View(
        box=FULL_WIDTH, flow=Flow("row", align="center", justify="between"), children=buttons, important=False
    )


def _more(hands: MusicActivity, song: Song) -> View:
    """The heart, the queue, the song's menu."""
    tr, context = hands.tr, hands.context
    held = named(context, FAVORITES)
    liked = held is not None and any(one.path == song.path for one in held.songs)

    def like() -> None:
        if held is not None and liked:
            set_songs(context, held.id, [one for one in held.songs if one.path != song.path])
        else:
            add_songs(context, held.id if held is not None else make_playlist(context, FAVORITES), (song,))

    label = tr("Remove from favorites") if liked else tr("Add to favorites")
    buttons = (
        icon_button(
            Icon("favorite", "on_surface_variant", filled=liked),
            label,
            like,
            resource_id="action_toggle_favorite",
            selected=liked,
        ),
        icon_button(
            "queue_music", tr("Playing queue"), lambda: hands.go("queue"), resource_id="now_playing_queue"
        ),
        icon_button("more_vert", tr("More options"), lambda: hands.ask("song", (song,))),
    )
    return View(box=FULL_WIDTH, flow=Flow("row", justify="between"), children=buttons, important=False)


# -- the queue -------------------------------------------------------------------------------------------
def show_queue(hands: MusicActivity) -> list[View]:
    """All that plays, one after the other."""
    tr, now = hands.tr, playback.player(hands.context)
    clear = icon_button(
        "delete_sweep", tr("Clear playing queue"), lambda: hands.ask("clear_queue"), resource_id="clearQueue"
    )
    bar = detail_bar(hands, tr("Playing queue"), (clear,) if now.queue else ())
    if not now.queue:
        return [bar, nothing(hands, "queue_music", "No songs")]
    whole = sum(song.duration_ms for song in now.queue)
    total = View(
        "TextView",
        "playerQueueSubHeader",
        Text(counted(hands, len(now.queue), whole), style="body_medium", colour="on_surface_variant"),
        box=Box(width=FILL, padding=(24.0, 0.0, 24.0, 8.0)),
    )

    def build(place: int) -> View:
        song = now.queue[place]
        at = fixed(
            "TextView",
            "imageText",
            Text(str(place + 1), style="body_medium", align="center"),
            box=Box(width=28.0),
        )
        play: Handler = lambda: _begin(hands, place)  # noqa: E731
        ask: Handler = lambda: hands.ask("in_queue", (song,), place=place)  # noqa: E731
        return row(hands, song, play, ask, playing=place == now.place, choosable=False, leading=at)

    return [bar, total, long_scroll(hands.context, "queue ", len(now.queue), build, row_height=_ROW)]


def _begin(hands: MusicActivity, place: int) -> None:
    playback.begin(hands.context, place)
    hands.tell()


def queue_overlay(hands: MusicActivity) -> Overlay | None:
    """The question before the queue is emptied."""
    if hands.state.dialog != "clear_queue":
        return None
    tr = hands.tr

    def clear() -> None:
        playback.clear(hands.context)
        hands.close()
        hands.tell()

    return alert(
        tr("Clear playing queue"),
        tr("Do you want to clear the playing queue?"),
        accept=Choice(tr("Clear"), clear),
        cancel=Choice(tr("Cancel"), hands.close),
    )
