"""The parts of the client that decide without a phone: names, keys, formats, what was read back."""

import re
import shlex
from contextlib import suppress

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from device.error import ActionRejected
from device.hand.gesture import key_argument
from device.hand.readback import inserted
from device.hand.textinput import key_commands
from device.look.front import read_front
from device.look.picture import hidden
from device.screen import Screenshot
from device.state.appname import InstalledApp, choose_app, names_of, normalised
from device.state.query import read_rows
from tests.table import each_row

# -- typing ---------------------------------------------------------------------------------------------
printable = st.text(st.characters(min_codepoint=32, max_codepoint=126), max_size=400)


def android_input_text(argument: str) -> str:
    """What `input text` makes of its argument: `%s` is a blank, whatever stood before the `%`."""
    out = ""
    escape = False
    for character in argument:
        if escape and character == "s":
            out, escape = out[:-1] + " ", False
            continue
        out, escape = out + character, character == "%"
    return out


@given(printable | st.text("%s \\'\"`$();&|<>*?#~!", max_size=60))
def test_keys_type_exactly_the_text(text: str) -> None:
    commands = [shlex.split(command) for command in key_commands(text)]
    assert all(words[:2] == ["input", "text"] and len(words) == 3 for words in commands)
    assert "".join(android_input_text(words[2]) for words in commands) == text


@pytest.mark.parametrize("text", ["$(reboot)", "`id`", "a'b", "; rm -rf /", 'x" y', "%s%%s", "~", "\\"])
def test_nothing_of_a_text_reaches_the_shell_bare(text: str) -> None:
    for command in key_commands(text):
        assert re.fullmatch(r"input text (?:[\w@%+=:,./-]+|'[^']*'(?:\"'\"'[^']*')*)", command), command


@pytest.mark.parametrize(
    ("text", "before", "now", "there"),
    [
        ("b", "ac", "abc", True),
        ("b", "", "b", True),
        ("b", "axxc", "abc", True),  # what was selected is gone
        ("b", "ac", "ac", False),
        ("b", "ac", "xbc", False),
        ("b", "ac", "abcd", False),
        ("aa", "a", "aaa", True),
        ("hello", "", "Hello", False),
    ],
)
def test_inserted(text: str, before: str, now: str, there: bool) -> None:
    assert inserted(text, before, now) is there


@given(st.text(max_size=8), st.text(max_size=8), st.text(min_size=1, max_size=8))
def test_any_insertion_is_recognised(head: str, tail: str, text: str) -> None:
    assert inserted(text, head + tail, head + text + tail)


# -- keys -----------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("key", "argument"),
    [
        ("enter", "KEYCODE_ENTER"),
        ("KEYCODE_ENTER", "KEYCODE_ENTER"),
        ("volume up", "KEYCODE_VOLUME_UP"),
        ("Volume-Down", "KEYCODE_VOLUME_DOWN"),
        ("recents", "KEYCODE_APP_SWITCH"),
        ("delete", "KEYCODE_DEL"),
        ("66", "66"),
        ("5", "KEYCODE_5"),
        ("a", "KEYCODE_A"),
        (4, "4"),
    ],
)
def test_keys(key: str | int, argument: str) -> None:
    assert key_argument(key) == argument


@pytest.mark.parametrize("key", ["", "a;reboot", "$(x)", "ключ", -1, 0, 4000, "x" * 60])
def test_no_keys(key: str | int) -> None:
    with pytest.raises(ActionRejected):
        key_argument(key)


# -- what is in front -----------------------------------------------------------------------------------
def test_a_date_that_cannot_be_is_no_date() -> None:
    told = "phone-time=2023-10-15 17:34:05 +0200\r\n"
    assert str(read_front(told).local_time) == "2023-10-15 17:34:05+02:00"
    for odd in (told.replace("-10-", "-13-"), told.replace("+0200", "+9900"), "phone-time=%Y-%m-%d\n", ""):
        assert read_front(odd).local_time is None


PIXEL = """\
  Window #9 Window{2f1 u0 NotificationShade}:
      fl=NOT_FOCUSABLE LAYOUT_IN_SCREEN SECURE
  Window #4 Window{9ab12 u0 com.bank/com.bank.ui.LoginActivity}:
    mAttrs={(0,0)(fillxfill) sim={adjust=resize} ty=BASE_APPLICATION wanim=0x10302fe
      fl=LAYOUT_IN_SCREEN SECURE LAYOUT_INSET_DECOR HARDWARE_ACCELERATED
      init=1080x2400 420dpi cur=2400x1080 app=2274x1080
  mCurrentFocus=null
  mCurrentFocus=Window{9ab12 u0 com.bank/com.bank.ui.LoginActivity}
  mFocusedApp=ActivityRecord{77 u0 com.bank/.ui.LoginActivity t12}
    mCurrentRotation=ROTATION_90
  mInputShown=true
      inputType=0x20001 imeOptions=0x6
"""
OLD = """\
  Window #3 Window{aa u0 com.x/com.x.A}:
    mAttrs={(0,0)(fillxfill) sim=#120 ty=1 fl=#81812100 pfl=0x20000 wanim=0x7f0b}
  mCurrentFocus=Window{aa u0 com.x/com.x.A}
  mFocusedApp=AppWindowToken{b token=Token{c ActivityRecord{d u0 com.x/.A t5}}}
  mRotation=3
"""


def test_front_of_a_new_phone() -> None:
    front = read_front(PIXEL)
    assert (front.package, front.activity) == ("com.bank", "com.bank.ui.LoginActivity")
    assert (front.size, front.rotation, front.keyboard_shown) == ((2400, 1080), 1, True)
    assert front.secure
    assert front.multi_line


def test_front_of_an_old_phone() -> None:
    front = read_front(OLD)
    assert (front.package, front.activity, front.rotation, front.size) == ("com.x", "com.x.A", 3, None)
    assert front.secure
    assert not front.keyboard_shown


@pytest.mark.parametrize(
    ("text", "package", "activity"),
    [
        ("", "", ""),
        ("mCurrentFocus=null\nmFocusedApp=null", "", ""),
        ("mCurrentFocus=Window{1 u0 NotificationShade}", "com.android.systemui", ""),
        (
            "mCurrentFocus=Window{1 u0 PopupWindow:3a}\nmFocusedApp=ActivityRecord{2 u0 a.b/.C t1}",
            "a.b",
            "a.b.C",
        ),
        ("mCurrentFocus=Window{1 u10 a.b/c.D$E paused=false}", "a.b", "c.D$E"),
    ],
)
def test_front_of_odd_windows(text: str, package: str, activity: str) -> None:
    front = read_front(text)
    assert (front.package, front.activity) == (package, activity)


@given(st.text(max_size=300))
def test_front_of_anything(text: str) -> None:
    read_front(text)


def test_the_flag_of_another_window_hides_nothing() -> None:
    assert not read_front(PIXEL.replace("SECURE LAYOUT_INSET", "LAYOUT_INSET")).secure


# -- hidden pictures ------------------------------------------------------------------------------------
def picture(fill: int, bar: int = 255) -> Screenshot:
    pixels = np.full((200, 100, 4), fill, np.uint8)
    pixels[:10] = bar
    pixels[..., 3] = 255
    return Screenshot((100, 200), pixels.tobytes(), "rgba")


def test_black_below_the_status_bar_is_hidden_and_dark_grey_is_not() -> None:
    assert hidden(picture(0))
    assert not hidden(picture(3))
    assert not hidden(picture(255, 0))


# -- names of apps --------------------------------------------------------------------------------------
PACKAGES = [
    "com.android.settings",
    "com.google.android.deskclock",
    "com.google.android.dialer",
    "com.google.android.contacts",
    "com.simplemobiletools.calendar.pro",
    "com.simplemobiletools.gallery.pro",
    "com.simplemobiletools.smsmessenger",
    "net.gsantner.markor",
    "com.flauschcode.broccoli",
    "com.arduia.expense",
    "org.tasks",
    "de.dennisguse.opentracks",
    "net.cozic.joplin",
    "com.android.camera2",
    "com.google.android.documentsui",
    "com.dimowner.audiorecorder",
    "code.name.monkey.retromusic",
    "org.videolan.vlc",
    "net.osmand",
    "com.android.chrome",
    "com.tencent.mm",
    "com.tencent.mobileqq",
    "com.acme.warehouse",
]
APPS = [InstalledApp(package, ".Main", names_of(package)) for package in PACKAGES]


@each_row(
    ("name", "package"),
    [
        ("Settings", "com.android.settings"),
        ("the settings app", "com.android.settings"),
        ("系统设置", "com.android.settings"),
        ("设置应用", "com.android.settings"),
        ("com.android.settings", "com.android.settings"),
        ("simple calendar pro", "com.simplemobiletools.calendar.pro"),
        ("Simple Calendar", "com.simplemobiletools.calendar.pro"),
        ("calendar", "com.simplemobiletools.calendar.pro"),
        ("broccoli app", "com.flauschcode.broccoli"),
        ("recipe app", "com.flauschcode.broccoli"),
        ("open tracks sports tracker", "de.dennisguse.opentracks"),
        ("OpenTracks", "de.dennisguse.opentracks"),
        ("activity tracker", "de.dennisguse.opentracks"),
        ("google chrome", "com.android.chrome"),
        ("Phone", "com.google.android.dialer"),
        ("retro", "code.name.monkey.retromusic"),
        ("tasks", "org.tasks"),
        ("WeChat", "com.tencent.mm"),
        ("微信", "com.tencent.mm"),
        ("QQ", "com.tencent.mobileqq"),
        ("warehouse", "com.acme.warehouse"),
        ("Setings", "com.android.settings"),
        ("Brocoli", "com.flauschcode.broccoli"),
        ("pro expense", "com.arduia.expense"),
        ("Audio-Recorder", "com.dimowner.audiorecorder"),
        ("时钟", "com.google.android.deskclock"),
    ],
)
def test_names_of_apps(name: str, package: str) -> None:
    assert choose_app(name, APPS).package == package


def test_an_unknown_app_names_the_nearest() -> None:
    with pytest.raises(ActionRejected, match=r"'chromatic'.*nearest: .*Chrome"):
        choose_app("chromatic", APPS)
    with pytest.raises(ActionRejected, match="no app called 'Photoshop'"):
        choose_app("Photoshop", APPS)
    with pytest.raises(ActionRejected, match="empty"):
        choose_app("  ", APPS)


def test_an_ambiguous_name_names_the_candidates() -> None:
    with pytest.raises(ActionRejected, match=r"Simple Calendar Pro.*Simple Gallery Pro"):
        choose_app("Simple", APPS)


@pytest.mark.parametrize(
    ("name", "package"),
    [
        ("com.android.settings", "com.android.settings"),
        ("settings app", "com.android.settings"),
        ("SETTINGS", "com.android.settings"),
        ("设置", "com.android.settings"),
        ("Simple-Gallery  Pro", "com.simplemobiletools.gallery.pro"),
    ],
)
def test_an_exact_name_is_the_app(name: str, package: str) -> None:
    assert choose_app(name, APPS, exactly=True).package == package


@pytest.mark.parametrize(
    ("name", "nearest"), [("Setings", "Settings"), ("google settings", "Settings"), ("Brocoli", "Broccoli")]
)
def test_what_is_near_a_name_is_told_and_not_taken(name: str, nearest: str) -> None:
    assert choose_app(name, APPS)
    with pytest.raises(
        ActionRejected, match=rf"no app called '{name}' is installed; the nearest: .*{nearest}"
    ):
        choose_app(name, APPS, exactly=True)


def test_a_name_that_two_apps_have_is_neither() -> None:
    clocks = [InstalledApp(package, "", ("Clock",)) for package in ("com.a.clock", "com.b.clock")]
    for exactly in (False, True):
        with pytest.raises(ActionRejected, match=r"com\.a\.clock.*com\.b\.clock.*name the package"):
            choose_app("clock", clocks, exactly=exactly)


@given(st.text(max_size=30))
def test_any_name_finds_an_app_or_says_no(name: str) -> None:
    with suppress(ActionRejected):
        choose_app(name, APPS)
    assert normalised(normalised(name)) == normalised(name)


def test_every_known_name_finds_its_package() -> None:
    for package in PACKAGES:
        for name in names_of(package):
            assert choose_app(name, [InstalledApp(package, ".Main", names_of(package))]).package == package


# -- rows of providers ----------------------------------------------------------------------------------
def test_rows_with_commas_breaks_and_signs_in_values() -> None:
    text = "Row: 0 address=+1 555, body=Hi, there=x\nsecond line\nRow: 1 address=a=b, body=\n"
    assert read_rows(text, ["address", "body"]) == [
        {"address": "+1 555", "body": "Hi, there=x\nsecond line"},
        {"address": "a=b", "body": ""},
    ]
    assert read_rows("No result found.\n", ["address"]) == []
