"""Typing: any text arrives in the focused field as written, or an error says why not."""

import re
from collections.abc import Callable

from device.error import ActionRejected, TextNotTyped
from device.hand.adbkeyboard import AdbKeyboard
from device.hand.clipboard import Clipboard
from device.hand.fieldreader import FieldReader
from device.hand.readback import Field, FieldCheck
from device.link.transport.protocol import Transport, quote
from device.resident.resident import Resident
from device.screen import UIElement
from device.state.vendorquirk import check_allowed

CHUNK = 120
"""Characters one `input text` is given; long ones lose keys on slow phones."""
CALLS_A_LINE = 8
PAUSES = (0.0, 0.1, 0.2, 0.4, 0.8)
"""Seconds (of the phone) before each look at the field until the text is there."""
PASTE = "input keyevent 279"
SELECT_ALL_AND_DELETE = "input keycombination 113 29 && input keyevent 67"

Read = Callable[[], Field | None]
"""Reads the field; None where none has the focus, or the phone does not tell."""

_SECRET = re.compile(r"\{\{\s*secret:([^{}]+?)\s*\}\}")
_PLAIN = re.compile(r"[ -~]*")
_UNTYPEABLE = re.compile("[\0-\x08\x0b-\x1f\x7f\ud800-\udfff]")
_SHOWN = 80


class Typist:
    """Types into one phone."""

    def __init__(
        self,
        transport: Transport,
        keyboard: AdbKeyboard,
        clipboard: Clipboard,
        secrets: Callable[[str], str] | None,
        resident: Resident,
    ) -> None:
        self._transport = transport
        self._resident = resident
        self._keyboard = keyboard
        self._clipboard = clipboard
        self._secrets = secrets

    def type_text(self, text: str, reader: FieldReader, *, clear: bool, seen: UIElement | None) -> bool:
        """Type; True when it was read back, False where nothing can be read (a password, no tree).

        `seen` is the field as it stands, where that is known already.
        """
        plain = _SECRET.sub(self._secret, text)
        hidden = plain != text
        plain = plain.replace("\r\n", "\n").replace("\r", "\n")
        if _UNTYPEABLE.search(plain):
            raise TextNotTyped("the text holds control characters, which no keyboard types")
        before = reader.before() if seen is None else Field(seen.text, seen.hint, seen.is_password)
        if clear:
            before = self._emptied(before, reader)
        if not plain:
            return True
        if before is not None and before.password:
            hidden = True
        check = FieldCheck(plain, before, hidden)
        if before is not None and not before.content and "\n" not in plain and self._resident.fill(plain):
            return self._arrived(check, reader.after)
        if _PLAIN.fullmatch(plain):
            self._by_keys(plain)
            return self._arrived(check, reader.after)
        return self._beyond_ascii(plain, check, reader)

    def clear_text(self, reader: FieldReader) -> None:
        """Empty the focused field. Raises TextNotTyped when something is left in it."""
        self._emptied(reader.before(), reader)

    def _emptied(self, before: Field | None, reader: FieldReader) -> Field | None:
        """The field after all in it was deleted."""
        if before is not None and not before.text:
            return before
        answer = self._transport.shell(SELECT_ALL_AND_DELETE)
        left = reader.between()
        if before is None or left is None or left.password or not left.content:
            return left
        if answer.exit_code or left.text == before.text:
            # Androids before 13 have no key combinations: to the end, then back over every character.
            self._transport.shell(f"input keyevent 123 {'67 ' * len(left.text)}".rstrip(), timeout=60)
            last, left = left.text, reader.between()
            # What no deleting changes is a hint that this phone prints as text.
            if left is None or not left.content or left.text == last:
                return left
        raise TextNotTyped(f"the field could not be emptied; it still holds {_quoted(left.text)}")

    # -- ways ----------------------------------------------------------------------------------------
    def _by_keys(self, plain: str) -> None:
        commands = key_commands(plain)
        for start in range(0, len(commands), CALLS_A_LINE):
            line = " && ".join(commands[start : start + CALLS_A_LINE])
            answer = self._transport.shell(line, timeout=60, repeat=False)
            check_allowed((answer.stdout + answer.stderr).decode("utf-8", "replace"))
            if answer.exit_code:
                raise TextNotTyped(f"the phone refuses to type: {answer.complaint[:200]}")

    def _beyond_ascii(self, plain: str, check: FieldCheck, reader: FieldReader) -> bool:
        """Through ADBKeyboard, else the clipboard; line breaks alone as Enter, into fields that take them.

        Where a server runs on the phone it is asked first: it borrows no keyboard and brings up no app.
        """
        if self._resident.serves and check.readable and not check.hidden:
            return self._pasted(plain, check, reader)
        keyboard = self._keyboard.available()
        if keyboard:
            with self._keyboard.borrowed(keyboard):
                self._keyboard.commit(plain)
                if not self._is_there(check, reader.between()):
                    if self._untouched(check, reader):
                        # The keyboard was not listening yet.
                        self._keyboard.commit(plain)
                    self._arrived(check, reader.between)
            return self._arrived(check, reader.after)
        if not _PLAIN.fullmatch(plain.replace("\n", "")):
            if not check.hidden and self._clipboard.reachable():
                return self._pasted(plain, check, reader)
            foreign = next(c for c in plain if not " " <= c <= "~" and c != "\n")
            named = "some of its characters" if check.hidden else repr(foreign)
            raise TextNotTyped(
                f"cannot type {named}: plain adb types ASCII only, and ADBKeyboard is not on the phone "
                "(its owner installs it with: agent setup --keyboard)"
            )
        if not reader.takes_lines():
            raise TextNotTyped("the field holds one line, and the text has line breaks")
        for number, line in enumerate(plain.split("\n")):
            if number:
                self._transport.shell("input keyevent 66", repeat=False)
            if line:
                self._by_keys(line)
        return self._arrived(check, reader.after)

    def _pasted(self, plain: str, check: FieldCheck, reader: FieldReader) -> bool:
        """By the clipboard, whose content is put back; what is secret never gets there."""
        if not check.readable:
            raise TextNotTyped("the field cannot be seen, so nothing is pasted into it")
        with self._clipboard.lent(plain):
            if self._back_in_field(reader):
                self._transport.shell(PASTE, repeat=False)
            return self._arrived(check, reader.between)

    def _back_in_field(self, reader: FieldReader) -> bool:
        """Whether the field has the focus again after the clipboard's app was in front."""
        return any(self._later(pause, reader.between) is not None for pause in PAUSES)

    # -- reading back --------------------------------------------------------------------------------
    def _arrived(self, check: FieldCheck, read: Read) -> bool:
        """Whether the text could be read back. Raises TextNotTyped when it is not there."""
        if not check.readable:
            return False
        now: Field | None = None
        for pause in PAUSES:
            now = self._later(pause, read)
            if self._is_there(check, now):
                return True
        if check.hidden:
            raise TextNotTyped("the text did not arrive in the field as it is (its content is kept secret)")
        if now is None:
            raise TextNotTyped("the text was typed, but the field lost the focus and cannot be read back")
        raise TextNotTyped(f"the text did not arrive as written: the field shows {_quoted(now.text)}")

    def _is_there(self, check: FieldCheck, now: Field | None) -> bool:
        """Whether the text is in the field, or nobody can tell."""
        return not check.readable or (now is not None and check.holds(now.text))

    def _untouched(self, check: FieldCheck, reader: FieldReader) -> bool:
        """Whether the field stays as it was, however often one looks."""
        if not check.readable or check.before is None:
            return False
        for pause in PAUSES:
            now = self._later(pause, reader.between)
            if now is None or now.text != check.before.text:
                return False
        return True

    def _later(self, pause: float, read: Read) -> Field | None:
        """The field after a pause that passes on the phone."""
        if pause:
            self._transport.shell(f"sleep {pause}")
        return read()

    def _secret(self, found: re.Match[str]) -> str:
        name = found[1]
        if self._secrets is None:
            raise ActionRejected(f"no secrets are set up, so {{{{secret:{name}}}}} cannot be typed")
        try:
            return self._secrets(name)
        except KeyError as error:
            raise ActionRejected(
                f"there is no secret named {name!r} (its owner adds it in the settings of: agent chat)"
            ) from error


def key_commands(text: str) -> list[str]:
    """Commands that type printable ASCII exactly as it is.

    `input text` reads `%s` as a blank, so blanks are written that way, and a `%` before an `s` ends one
    call so that the `s` starts the next. Every argument is quoted for the phone's shell.
    """
    return [
        quote(["input", "text", piece[start : start + CHUNK].replace(" ", "%s")])
        for piece in re.sub(r"%(?=s)", "%\n", text).split("\n")
        for start in range(0, len(piece), CHUNK)
    ]


def _quoted(text: str) -> str:
    return repr(text if len(text) <= _SHOWN else text[:_SHOWN] + "...")
