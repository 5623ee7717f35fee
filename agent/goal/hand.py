"""Binds clauses whose deeds are walks through an app: mail, music, baskets, maps, blocks, playlists."""

import re
from collections.abc import Callable

from agent.goal.slot import Slots
from agent.language.errand import Handle
from agent.language.hand import choice_of
from agent.language.intention import Intention, ReadScreen
from agent.language.value.concept import concept
from agent.language.value.length import read_length
from agent.language.value.which import says_last
from agent.reader.intent import Polarity, Role

_CAMERA, _ALL = "Camera|相机", "Show all folders content|All|显示所有文件夹内容"
"""Where the gallery keeps what the camera took, and how it shows what is in all folders."""
_MEASURED = re.compile("一.$")
"""A numeral with its measure word: 最后一张."""
_MUSIC = {Polarity.ON: "music_start", Polarity.OFF: "music_pause", Polarity.NEXT: "music_next"}


def _named(deed: str, role: Role, what: str, off: str = "") -> Callable[[Slots], tuple[Intention, ...]]:
    """Bind a clause that does one thing with each that it names; `off` is the deed that takes it back."""

    def build(slots: Slots) -> tuple[Intention, ...]:
        taken_back = off and slots.polarity in (Polarity.OFF, Polarity.DELETE)
        return tuple(Handle(off if taken_back else deed, name) for name in slots.need(role, what=what))

    return build


recipe_favourite = _named("recipe_favourite", Role.TITLE, "which recipe", "recipe_unfavourite")
playlist_make = _named("playlist_make", Role.LIST, "what it is called")
basket_add = _named("basket_add", Role.TITLE, "which product")
basket_remove = _named("basket_remove", Role.TITLE, "which product")
map_search = _named("map_search", Role.PLACE, "which place")
map_favourite = _named("map_favourite", Role.PLACE, "which place", "map_unfavourite")
web_open = _named("web_open", Role.QUERY, "which page")
web_search = _named("web_search", Role.QUERY, "what to search for")
city_add = _named("city_add", Role.PLACE, "which city")
app_uninstall = _named("app_uninstall", Role.APP, "which app")


def mail_archive(slots: Slots) -> tuple[Intention, ...]:
    """Bind `archive the mail from Ann about the lake`."""
    return (_mail(slots, "mail_archive"),)


def mail_delete(slots: Slots) -> tuple[Intention, ...]:
    """Bind `delete the mail from Ann`."""
    return (_mail(slots, "mail_delete"),)


def mail_star(slots: Slots) -> tuple[Intention, ...]:
    """Bind `star the mail from Ann`."""
    return (_mail(slots, "mail_unstar" if slots.polarity is Polarity.OFF else "mail_star"),)


def mail_ask(slots: Slots) -> tuple[Intention, ...]:
    """Bind `what does the last mail say?`; the whole of it is told, whatever of it is asked."""
    slots.all(Role.FIELD)
    return (_mail(slots, "mail_ask"),)


def mail_send(slots: Slots) -> tuple[Intention, ...]:
    """Bind `mail ann@example.com "see you"`, or a contact; a mail has a subject, or the text is its own."""
    to, who = slots.one(Role.EMAIL), slots.one(Role.PERSON)
    if to and who:
        slots.leave(Role.PERSON)
    if not (to or who):
        slots.missing("to whom")
    text, subject = slots.one(Role.TEXT), slots.one(Role.SUBJECT)
    if not (text or subject):
        slots.missing("what to write")
    return (Handle("mail_send" if to else "mail_send_to", subject or text, to or who, text=text or subject),)


def mail_reply(slots: Slots) -> tuple[Intention, ...]:
    """Bind `answer Ann's mail saying yes`."""
    text = slots.one(Role.TEXT)
    if not text:
        slots.missing("what to write")
    return (_mail(slots, "mail_reply", text),)


def _mail(slots: Slots, deed: str, text: str = "") -> Handle:
    who, subject = slots.one(Role.SOURCE) or slots.one(Role.EMAIL), slots.one(Role.SUBJECT)
    newest = _newest(slots) or (deed == "mail_ask" and not (who or subject))
    if not (who or subject or newest):
        slots.missing("which mail")
    return Handle(deed, subject, who, text=text, newest=newest)


def _newest(slots: Slots) -> bool:
    """Whether the one that came last is meant; no other can be told by its place."""
    return bool(
        slots.value(Role.ORDINAL, lambda text, language: says_last(_MEASURED.sub("", text), language))
    )


def photo_delete(slots: Slots) -> tuple[Intention, ...]:
    """Bind `delete the last photo` and `delete the picture IMG_1.jpg`."""
    slots.all(Role.KIND)
    newest = _newest(slots)
    if newest:
        return (Handle("photo_delete", choice=_CAMERA, newest=True),)
    names = slots.need(Role.NAME, what="which picture")
    return tuple(Handle("photo_delete", name, choice=_ALL) for name in names)


def playlist_add(slots: Slots) -> tuple[Intention, ...]:
    """Bind `put Harbour Lights on the playlist On the way`."""
    playlist = slots.one(Role.LIST)
    if not playlist:
        slots.missing("which playlist")
    songs = slots.need(Role.TITLE, what="which song")
    return tuple(Handle("playlist_add", song, new=playlist) for song in songs)


def music_control(slots: Slots) -> tuple[Intention, ...]:
    """Bind `play Harbour Lights`, `pause the music` and `next song`."""
    slots.all(Role.KIND)
    songs = slots.all(Role.QUERY)
    deed = "music_play" if songs and slots.polarity is Polarity.ON else _MUSIC.get(slots.polarity, "")
    if not deed or (songs and deed != "music_play"):
        slots.unable("do that with music")
    return tuple(Handle(deed, song) for song in songs) or (Handle(deed),)


def music_ask(slots: Slots) -> tuple[Intention, ...]:
    """Bind `what is playing?`."""
    slots.all(Role.KIND)
    return (Handle("music_ask"),)


def basket_ask(slots: Slots) -> tuple[Intention, ...]:
    """Bind `what is in my basket?`; all of it is told, whatever of it is asked."""
    slots.all(Role.FIELD)
    slots.all(Role.TITLE)
    return (Handle("basket_ask"),)


def block(slots: Slots) -> tuple[Intention, ...]:
    """Bind `block 555 0134`."""
    if slots.polarity is Polarity.OFF:
        slots.unable("take a block away")
    numbers = slots.numbers()
    if not numbers:
        slots.missing("which number")
    return tuple(Handle("block", number) for number in numbers)


def permission_set(slots: Slots) -> tuple[Intention, ...]:
    """Bind `take the microphone away from Audio Recorder`."""
    kind = slots.named(Role.FIELD, "permission")
    if kind is None:
        slots.missing("which permission")
    deed = "permission_deny" if slots.polarity is Polarity.OFF else "permission_allow"
    return tuple(Handle(deed, app, choice=choice_of(kind)) for app in slots.need(Role.APP, what="which app"))


def font_size(slots: Slots) -> tuple[Intention, ...]:
    """Bind `make the letters bigger`; which step is next is not said, so the one above the usual is meant."""
    size = slots.named(Role.LEVEL, "size")
    if size is None:
        size = {Polarity.UP: "large", Polarity.DOWN: "small"}.get(slots.polarity)
    if size is None:
        slots.missing("which size")
    return (Handle("font_size", choice=choice_of(size)),)


def screen_timeout(slots: Slots) -> tuple[Intention, ...]:
    """Bind `turn the screen off after 5 minutes`."""
    seconds = slots.value(Role.DURATION, read_length)
    if seconds is None:
        slots.missing("after how long")
    if seconds < 60:
        return (Handle("screen_timeout", choice=f"{seconds} seconds|{seconds} 秒"),)
    if seconds % 60:
        slots.unused(Role.DURATION)
    minutes = seconds // 60
    shown = f"{minutes} minute{'s' * (minutes > 1)}|{minutes} 分钟|{minutes} min"
    return (Handle("screen_timeout", choice=shown),)


def device_ask(slots: Slots) -> tuple[Intention, ...]:
    """Bind `which Android version is this?`, `how much storage is left?`."""
    found = slots.values(Role.FIELD, lambda text, _: concept("field", text) or concept("fact", text))
    if not found:
        slots.unable("tell that about the phone")
    return tuple(_fact(fact, slots) for fact in found)


def _fact(fact: str, slots: Slots) -> Intention:
    if fact == "battery":
        return ReadScreen("reading", "battery")
    if fact == "storage":
        return Handle("storage")
    shown = choice_of(fact)
    if not shown:
        slots.unable("tell that about the phone")
    return Handle("about", choice=shown)
