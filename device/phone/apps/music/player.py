"""The song that plays, on a page of its own, and the queue it is in."""

from dataclasses import replace

from device.phone.apps.music import playback
from device.phone.apps.music.detail import detail_bar
from device.phone.apps.music.playback import Player
from device.phone.apps.music.row import cover, row
from device.phone.apps.music.song import Song
from device.phone.apps.music.state import Hands
from device.phone.apps.music.store import FAVORITES, add_songs, make_playlist, named, set_songs
from device.phone.apps.music.tabs import counted, nothing
from device.phone.system.timetext import span_text
from device.phone.toolkit.still import fixed
from device.phone.toolkit.view import FILL, Handler, Overlay, View
from device.phone.widget import Choice, alert, icon_button, long_scroll, slider

_REPEATS = {
    "none": ("repeat", "Repeat off"),
    "all": ("repeat", "Repeat all"),
    "one": ("repeat_one", "Repeat one"),
}
_ROW = 72.0


def show_player(hands: Hands) -> list[View]:
    """Cover, names, the slider, the buttons; beside each other where the phone lies on its side."""
    now = playback.player(hands.context)
    song = now.song
    bar = detail_bar(hands, "")
    bar.children[0].icon, bar.children[0].icon_size = "expand_more", 32.0
    if song is None:
        return [bar, nothing(hands, "music_note", "No songs")]
    wide, high = hands.context.size
    across = wide > high
    size = 160.0 if across else 300.0
    art = replace(
        cover(hands, song, size, radius=24.0), on_page=lambda step: _skip(hands, step), pager="cover"
    )
    stand = View(width=None if across else FILL, align="center", children=(art,), important=False)
    words = [*_names(hands, song), _slider(hands, now), _buttons(hands, now), _more(hands, song)]
    controls = View(width=FILL, gap=8.0, align="center", children=words, important=False)
    body = View("ScrollView", "playerContainer", width=FILL, weight=1.0, scroll="player")
    body.padding, body.gap = (24.0, 8.0, 24.0, 16.0), 24.0
    if across:
        controls.width, controls.weight = None, 1.0
        beside = View(axis="row", width=FILL, gap=24.0, align="center", children=(stand, controls))
        beside.important = False
        body.children = (beside,)
    else:
        body.children = (stand, controls)
    return [bar, body]


def _names(hands: Hands, song: Song) -> tuple[View, View]:
    title = View("TextView", "title", song.title, style="headline_small", text_align="center", max_lines=2)
    text = View(
        "TextView", "text", hands.artist(song), style="title_medium", text_align="center", max_lines=1
    )
    text.colour = "on_surface_variant"
    text.on_tap = lambda: hands.go("artist", song.artist_id)
    return title, text


def _slider(hands: Hands, now: Player) -> View:
    """How far the song is, and its length."""
    done = now.progress_ms(hands.context.clock.uptime_ms)
    whole = now.song.duration_ms if now.song is not None else 0

    def seek(fraction: float) -> None:
        playback.seek(hands.context, fraction)
        hands.tell()

    track = slider(hands.tr("Progress"), done / whole if whole else 0.0, seek, resource_id="progressSlider")
    left = fixed("TextView", "songCurrentProgress", span_text(done, short=True), style="body_small")
    right = fixed("TextView", "songTotalTime", span_text(whole, short=True), style="body_small")
    times = View(axis="row", width=FILL, justify="between", children=(left, right), important=False)
    times.padding = (12.0, 0.0, 12.0, 0.0)
    return View(width=FILL, children=(track, times), important=False)


def _skip(hands: Hands, step: int) -> None:
    playback.skip(hands.context, step)
    hands.tell()


def _buttons(hands: Hands, now: Player) -> View:
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
        "pause" if now.playing else "play_arrow",
        tr("Pause") if now.playing else tr("Play"),
        toggle,
        resource_id="playPauseButton",
        filled=True,
        background="primary",
        colour="on_primary",
        size=72.0,
        icon_size=36.0,
    )
    on = "primary"
    off = "on_surface_variant"
    buttons = (
        icon_button(
            repeat, tr(name), turn, resource_id="repeatButton", colour=off if now.repeat == "none" else on
        ),
        icon_button(
            "skip_previous",
            tr("Previous"),
            lambda: _skip(hands, -1),
            resource_id="previousButton",
            filled=True,
            icon_size=36.0,
        ),
        play,
        icon_button(
            "skip_next",
            tr("Next"),
            lambda: _skip(hands, 1),
            resource_id="nextButton",
            filled=True,
            icon_size=36.0,
        ),
        icon_button(
            "shuffle",
            tr("Shuffle on") if now.shuffled else tr("Shuffle off"),
            shuffle,
            resource_id="shuffleButton",
            colour=on if now.shuffled else off,
            selected=now.shuffled,
        ),
    )
    return View(axis="row", width=FILL, align="center", justify="between", children=buttons, important=False)


def _more(hands: Hands, song: Song) -> View:
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
            "favorite", label, like, resource_id="action_toggle_favorite", filled=liked, selected=liked
        ),
        icon_button(
            "queue_music", tr("Playing queue"), lambda: hands.go("queue"), resource_id="now_playing_queue"
        ),
        icon_button("more_vert", tr("More options"), lambda: hands.ask("song", (song,))),
    )
    return View(axis="row", width=FILL, justify="between", children=buttons, important=False)


# -- the queue -------------------------------------------------------------------------------------------
def show_queue(hands: Hands) -> list[View]:
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
        "TextView", "playerQueueSubHeader", counted(hands, len(now.queue), whole), style="body_medium"
    )
    total.colour, total.padding, total.width = "on_surface_variant", (24.0, 0.0, 24.0, 8.0), FILL

    def build(place: int) -> View:
        song = now.queue[place]
        at = fixed(
            "TextView", "imageText", str(place + 1), style="body_medium", width=28.0, text_align="center"
        )
        play: Handler = lambda: _begin(hands, place)  # noqa: E731
        ask: Handler = lambda: hands.ask("in_queue", (song,), place=place)  # noqa: E731
        return row(hands, song, play, ask, playing=place == now.place, choosable=False, leading=at)

    return [bar, total, long_scroll(hands.context, "queue ", len(now.queue), build, row_height=_ROW)]


def _begin(hands: Hands, place: int) -> None:
    playback.begin(hands.context, place)
    hands.tell()


def queue_overlay(hands: Hands) -> Overlay | None:
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
