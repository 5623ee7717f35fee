"""Weather repeats by seed and by what is done, is kept with the phone, and is nothing under a clear sky."""

from random import Random

import pytest

from device.error import ActionRejected, ConfigError, DeviceLost
from device.link.transport.inprocess import InProcessTransport
from device.phone.phone import Phone
from device.phone.server.archive import from_bytes, to_bytes
from device.phone.system.sky import CLEAR
from device.phone.weather.forecast import Forecast, forecast, kinds_told, written
from device.phone.weather.registry import KINDS
from tests.device.phone.weather.page import change, page_phone
from tests.table import each_row
from tests.thin import thinned

ALWAYS = frozenset({"dark", "bigfont", "chinese"})
"""Kinds without chance."""
PLACES = frozenset({"keyboard", "emptytree", "secure"})
"""Kinds that pick screens, not moments."""
Record = list[tuple[object, ...]]


def live(phone: Phone, seed: int = 5, touches: int = 40) -> Record:
    """The same touches for the same seed; what was seen after each, and where the weather stood."""
    transport, finger = InProcessTransport(phone), Random(seed)
    seen: Record = []
    for _ in range(touches):
        x, y = finger.randrange(1080), finger.randrange(200, 2270)
        wish = finger.choice((f"input tap {x} {y}", f"input tap {x} {y}", "input keyevent 4", "sleep 0.4"))
        try:
            transport.shell(wish, repeat=False)
        except (ActionRejected, DeviceLost):
            seen.append(("broken",))
        now = transport.observe(screenshot=False, tree=True)
        seen.append((now.elements, now.package, now.secure, now.size, now.tree_error, transport.look()))
        if phone.front.package == phone.home_package:
            phone.shell("monkey -p com.android.settings -c android.intent.category.LAUNCHER 1")
    return seen


@pytest.mark.parametrize("kind", thinned(KINDS, 2))
def test_the_same_seed_and_touches_see_the_same(kind: str) -> None:
    first, again = page_phone(kind), page_phone(kind)
    assert live(first) == live(again)
    assert first.weather.sky == again.weather.sky


@pytest.mark.parametrize("kind", thinned(sorted(KINDS.keys() - ALWAYS - PLACES), 3))
def test_another_seed_sees_others(kind: str) -> None:
    records = [live(page_phone(f"{kind}@{seed}"), touches=40) for seed in (1, 2, 3)]
    assert records[0] != records[1] or records[1] != records[2]


@pytest.mark.parametrize("kind", sorted(PLACES))
def test_another_seed_picks_other_screens(kind: str) -> None:
    phone = page_phone(kind)
    picked = set()
    for seed in range(8):
        change(phone, f"{kind}@{seed}")
        dice = phone.weather.sky.dice(kind, phone.front.component)
        picked.add(dice.random() < 0.5)
    assert picked == {True, False}


def test_the_seed_is_the_phones_unless_it_is_told() -> None:
    assert live(page_phone("swallow", seed=4)) == live(page_phone("swallow@4", seed=4))
    assert str(page_phone("swallow@4", seed=4).weather) == "swallow"
    assert str(page_phone("swallow@5", seed=4).weather) == "swallow@5"


@pytest.mark.parametrize("kind", thinned(KINDS, 2))
def test_one_kind_strikes_alike_whatever_else_is_on(kind: str) -> None:
    """Where neither changes what is met."""
    alone, together = page_phone(kind), page_phone(f"{kind},dark")
    live(alone, touches=12)
    live(together, touches=12)
    assert alone.weather.spell(kind) == together.weather.spell(kind) or kind == "dark"


# -- kept with the phone -------------------------------------------------------------------------------
@pytest.mark.parametrize("kind", thinned(KINDS, 4))
def test_a_snapshot_a_file_and_a_fork_go_on_in_the_same_weather(kind: str) -> None:
    phone = page_phone(f"{kind}:0.8@3")
    live(phone, touches=15)
    saved = phone.snapshot()
    fork = phone.fork()
    after = live(phone, seed=6, touches=15)
    assert live(fork, seed=6, touches=15) == after
    phone.restore(from_bytes(to_bytes(saved)))
    assert str(phone.weather) == f"{kind}:0.8@3"
    assert live(phone, seed=6, touches=15) == after


def test_a_phone_that_is_reset_has_the_weather_it_started_with() -> None:
    phone = Phone(seed=2, weather="dark,popups")
    change(phone, "none")
    assert not phone.dark
    phone.reset()
    assert str(phone.weather) == "popups,dark"
    assert phone.dark


def test_all_at_once_in_full_breaks_nothing() -> None:
    phone = page_phone("all:1,-chinese")
    live(phone, touches=150)
    assert phone.camera.image().size == phone.size


# -- a clear sky ---------------------------------------------------------------------------------------
def test_a_clear_sky_changes_nothing() -> None:
    plain, cleared = page_phone(), page_phone("all:1")
    change(cleared, "none")
    assert cleared.weather.sky == plain.weather.sky == CLEAR
    assert live(plain) == live(cleared)
    assert plain.snapshot().settings == cleared.snapshot().settings
    assert plain.weather.stamp is None
    layers = ()
    assert plain.weather.over(layers) is layers


# -- as a person writes it -----------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("text", "kinds", "seed"),
    [
        ("", (), None),
        ("none", (), None),
        ("slow", (("slow", 0.5),), None),
        ("popups:0.8, slow@7", (("slow", 0.5), ("popups", 0.8)), 7),
        ("slow,slow:1", (("slow", 1.0),), None),
        ("all:0.3,-chinese", tuple((kind, 0.3) for kind in KINDS if kind != "chinese"), None),
    ],
)
def test_weather_is_read(text: str, kinds: tuple[tuple[str, float], ...], seed: int | None) -> None:
    assert forecast(text) == Forecast(kinds, seed)
    assert forecast(written(forecast(text))).kinds == kinds


@each_row(
    ("text", "complaint"),
    [
        ("popup", "there is no weather 'popup'. Did you mean popups?"),
        ("slow,Swalow", "there is no weather 'Swalow'. Did you mean swallow?"),
        ("fog", "There are: slow, popups, "),
        ("all,-chinesse", "Did you mean chinese?"),
        ("slow:2", "slow:2: an intensity is a number above 0 and at most 1"),
        ("slow:0", "above 0"),
        ("slow:", "above 0"),
        ("slow:nan", "above 0"),
        ("slow@x", "the seed of the weather is a number"),
        ("slow@", "the seed of the weather is a number"),
        ("slow@7,popups", "the seed of the weather is a number. Write it last, as slow,popups@7"),
        (f"slow@{'9' * 5000}", "a number"),
        ("@7", "@7 names no kind of weather. Write it as slow,popups:0.8, all, or none"),
        (" ", "names no kind of weather"),
        (",", "',' has nothing on one side of a comma"),
        ("slow,,popups", "nothing on one side of a comma. Write it as slow,popups:0.8, all, or none"),
        ("-slow", "-slow takes away what was not named before it. Write all,-slow for every other kind"),
        ("all,-chinese:0.1", "-chinese:0.1: what is taken away has no intensity. Write -chinese"),
        ("slow,-slow:", "-slow:: what is taken away has no intensity. Write -slow"),
        ("popups,-slow", "Write all,-slow for every other kind"),
        ("-all", "there is no weather 'all' to take away. Write none for a clear sky"),
        ("chinese,-chinese", "chinese,-chinese leaves nothing. Write none for a clear sky"),
        ("all,none", "none stands alone"),
        ("slow,clear@3", "clear stands alone"),
        ("slow;popups", "there is no weather 'slow;popups'. Write a comma between kinds: slow,popups"),
        ("dark,slow popups:0.8", "Write a comma between kinds: slow,popups:0.8"),
        ("slow，popups", "Write a comma between kinds: slow,popups"),
    ],
)
def test_what_is_no_weather_is_told_with_what_was_meant(text: str, complaint: str) -> None:
    with pytest.raises(ConfigError) as told:
        forecast(text)
    assert complaint in str(told.value)


def test_all_kinds_are_told_in_a_line_each() -> None:
    told = kinds_told().splitlines()
    assert [line.split()[0] for line in told] == [*KINDS, "real:pixel|midrange|old|wifi|FILE"]
    assert all(len(line) < 110 for line in told)
    assert written(forecast("all")) == "all"
    assert written(forecast("all:1@2")) == "all:1@2"
