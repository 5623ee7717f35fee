"""Is this phone fit to be worked on? Each answer with what to do; the phone is read and left as it is."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Literal

from device.error import DeviceError, TreeUnavailable
from device.hand.adbkeyboard import ADB_KEYBOARD_NAMES
from device.hand.clipboard import Clipboard
from device.link.identity import identify
from device.link.transport.protocol import Transport
from device.look.observe import Eye
from device.look.picture import NoPicture, Shutter, hidden
from device.state.restoration import Record
from device.state.trait import Traits, read_traits
from device.state.vendorquirk import INJECTION, advice, injection_hint

State = Literal["ok", "note", "bad", "skip"]
OLDEST, NEWEST = 26, 36
"""Android versions (API levels) that are looked after: 8 to 16."""
_PROBE = "input keyevent 0"
"""KEYCODE_UNKNOWN: it goes the whole way of a key and does nothing."""
_CALMED = (
    "A run switches the window animations off meanwhile; a film or a game moves all the same, and it goes by "
    "pictures there"
)
_WHO = "That run, or the next one if it was killed"
_LITTLE_KB = 300_000
_SKEWED = 120.0


@dataclass(frozen=True, slots=True)
class Finding:
    """What one check found."""

    check: str
    state: State
    """ok; note: it works, but somebody should know; bad: it will not work; skip: it could not be checked."""
    text: str
    hint: str = ""
    """What to do."""


def check_phone(transport: Transport, state_folder: Path | None = None) -> Iterator[Finding]:
    """The checks of a phone, one after the other; none follow one that finds no phone to talk to.

    In `state_folder` runs keep what they will put back on it.
    """
    try:
        traits = read_traits(transport)
        owed = _owed(transport, state_folder)
    except DeviceError as error:
        yield _bad("phone", *_told(error))
        return
    yield _version(traits)
    yield _screen(traits)
    checks: tuple[tuple[str, Callable[[Transport, Traits], Finding]], ...] = (
        ("touch", _touch), ("picture", _picture), ("tree", _tree),
        ("keyboard", partial(_keyboard, borrowed="keyboard" in owed)),
    )  # fmt: skip
    for name, check in checks:
        try:
            yield check(transport, traits)
        except DeviceError as error:
            yield _bad(name, *_told(error))
    if "animation" in owed:
        text = "window animations are off, switched off by a run"
        yield _note("animation", text, f"{_WHO}, switches them on again")
    yield from _remarks(traits)


def _owed(transport: Transport, state_folder: Path | None) -> frozenset[str]:
    """What a run has noted down to put back on this phone: its keyboard, its animations."""
    name = identify(transport) or transport.serial if state_folder else ""
    kinds = ("keyboard", "animation")
    return frozenset(kind for kind in kinds if Record(state_folder, kind, name).kept() is not None)


def _ok(check: str, text: str) -> Finding:
    return Finding(check, "ok", text)


def _note(check: str, text: str, hint: str) -> Finding:
    return Finding(check, "note", text, hint)


def _bad(check: str, text: str, hint: str) -> Finding:
    return Finding(check, "bad", text, hint)


def _told(error: DeviceError) -> tuple[str, str]:
    return str(error.args[0]), error.hint


def _version(traits: Traits) -> Finding:
    named = f"{traits.maker} {traits.model}, Android {traits.release or '?'} (API {traits.sdk or '?'})"
    if not traits.booted:
        return _bad("phone", f"{named} is still starting", "Wait until its home screen shows")
    if traits.sdk and traits.sdk < OLDEST:
        return _note("phone", f"{named}: older than what is tested", "Android 8 and later are")
    if traits.sdk > NEWEST:
        return _note("phone", f"{named}: newer than what is tested", "Tell us what does not work")
    return _ok("phone", named)


def _screen(traits: Traits) -> Finding:
    if traits.locked and traits.unguarded:
        return _note("screen", "locked, without a PIN", "A run takes the lock screen away")
    if traits.locked:
        return _bad("screen", "locked", "Unlock it by hand; a PIN is never guessed")
    return _ok("screen", "on and unlocked" if traits.awake else "off; a run switches it on")


def _touch(transport: Transport, traits: Traits) -> Finding:
    if not traits.awake:
        return Finding("touch", "skip", "not tried while the screen is off")
    answer = transport.shell(_PROBE, timeout=15.0)
    said = (answer.stderr + answer.stdout).decode("utf-8", "replace").strip()
    if INJECTION in said:
        return _bad("touch", "the phone lets adb neither touch nor type", injection_hint(traits.maker))
    if answer.exit_code or "Exception" in said:
        first = said.splitlines()[0][:200] if said else f"exit code {answer.exit_code}"
        return _bad("touch", f"`input` fails: {first}", "Restart the phone; then check again")
    return _ok("touch", "adb may touch and type")


def _picture(transport: Transport, traits: Traits) -> Finding:
    try:
        picture = Shutter(transport).once()
    except NoPicture as error:
        hint = "Leave the app in front if it hides its screen (a bank, a password manager, incognito)"
        return _bad("picture", f"no picture: {error}", hint)
    size = "{}x{}".format(*picture.size)
    if not hidden(picture):
        return _ok("picture", size)
    if not traits.awake:
        return Finding("picture", "skip", f"{size}, dark as the screen is off")
    if len(traits.displays) > 1:
        return _note("picture", f"{size}, black", "Unfold the phone, or use its other screen")
    return _note("picture", f"{size}, black", "The app in front may hide its screen: go to Home")


def _tree(transport: Transport, traits: Traits) -> Finding:
    with ThreadPoolExecutor(1) as pool:
        try:
            tree = Eye(transport, pool).tree()
        except TreeUnavailable as error:
            told = f"no element list: {error.reason[:200]}"
            if "idle" in error.reason and traits.animated and not traits.clients:
                return _note("tree", told, _CALMED)
            return _bad("tree", told, _tree_hint(error, traits))
    count = f"{len(tree.elements)} elements"
    if traits.clients:
        other = f"{count}; another program reads the screen too: {_client(traits)}"
        return _note("tree", other, "Close it should the list come and go")
    return _ok("tree", count)


def _tree_hint(error: TreeUnavailable, traits: Traits) -> str:
    if traits.clients:
        return f"Close the other automation client: {_client(traits)}"
    if "idle" in error.reason:
        return "Something on this screen never stands still; runs go by pictures there"
    if not traits.awake or traits.locked:
        return "Switch the screen on and unlock it"
    return "Runs go by pictures there, which need a model that sees"


def _client(traits: Traits) -> str:
    return "; ".join(traits.clients)[:160]


def _keyboard(transport: Transport, traits: Traits, *, borrowed: bool) -> Finding:
    if traits.keyboard in ADB_KEYBOARD_NAMES and borrowed:
        text = "ADBKeyboard is the phone's keyboard now, borrowed by a run"
        return _note("keyboard", text, f"{_WHO}, gives your own back")
    if traits.keyboard in ADB_KEYBOARD_NAMES:
        hint = "Choose your own again in Settings > System > Keyboard, unless that is what you want"
        return _note("keyboard", "ADBKeyboard is the phone's keyboard now", hint)
    if any(name in ADB_KEYBOARD_NAMES for name in traits.keyboards):
        return _ok("keyboard", "any language (ADBKeyboard, borrowed while typing)")
    if Clipboard(transport).reachable():
        text = "any language by the clipboard (Clipper), plain letters in passwords and secrets"
        return _note("keyboard", text, "For those too: agent setup --keyboard")
    return _note("keyboard", "plain letters and signs only", "For any language: agent setup --keyboard")


def _remarks(traits: Traits) -> Iterator[Finding]:
    """What is no fault and may still surprise."""
    known = advice(traits.maker)
    if known.connection:
        yield _note("maker", f"{traits.maker} phones tend to drop the connection", known.connection)
    if traits.profiles:
        names = ", ".join(traits.profiles)
        hint = 'Its apps go by their names, as "work Clock" where both have one; screens of it may be hidden'
        yield _note("profile", f"there is a work profile ({names})", hint)
    if traits.zen:
        text = "Do Not Disturb is on: calls, alarms and messages may not show"
        yield _note("quiet", text, "Switch it off if they matter")
    if traits.free_kb and traits.free_kb < _LITTLE_KB:
        text = f"{traits.free_kb // 1024} MB are left on the phone"
        yield _note("storage", text, "Apps fail in odd ways without room")
    if abs(traits.skew) > _SKEWED:
        way = "ahead" if traits.skew > 0 else "behind"
        text = f"the phone's clock is {_span(abs(traits.skew))} {way}"
        yield _note("clock", text, "A goal's 'today' and 'tomorrow' go by it")


def _span(seconds: float) -> str:
    for size, name in ((86400, "days"), (3600, "hours"), (60, "minutes")):
        if seconds >= 2 * size:
            return f"{seconds / size:.0f} {name}"
    return f"{seconds:.0f} seconds"
