"""The interactive shell: keys in, what a terminal shows out."""

import re
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from device.link.wire.client import AdbConnection
from device.link.wire.shellframe import EXIT, STDIN, STDOUT, WINDOW_SIZE, FrameReader, ShellFrame, encode
from device.link.wire.stream import WireStream
from device.phone.server.daemon.line import TerminalLine, keys

PROMPT = "oriole:/ # "


class Screen:
    """A terminal on a stream: types, and waits for what it must show."""

    def __init__(self, stream: WireStream) -> None:
        self._stream = stream
        self._frames = FrameReader()
        self.shown = ""
        self.code: int | None = None

    def type(self, text: str) -> None:
        self._stream.write(encode(STDIN, text.encode()))

    def until(self, text: str) -> str:
        """What was shown up to and including `text`, which is then taken off."""
        while text not in self.shown:
            data = self._stream.read()
            assert data, f"ended at {self.shown!r}"
            for frame in self._frames.feed(data):
                self._take(frame)
        before, _, self.shown = self.shown.partition(text)
        return before + text

    def _take(self, frame: ShellFrame) -> None:
        if frame.kind == STDOUT:
            self.shown += frame.body.decode()
        elif frame.kind == EXIT:
            self.code = frame.body[0]

    def end(self) -> int | None:
        while data := self._stream.read():
            for frame in self._frames.feed(data):
                self._take(frame)
        return self.code


@pytest.fixture
def screen(connection: AdbConnection) -> Iterator[Screen]:
    with connection.open("shell,v2,TERM=xterm-256color,pty:", timeout=20) as stream:
        screen = Screen(stream)
        assert screen.until(PROMPT) == PROMPT
        yield screen


def test_echo_output_and_prompt(screen: Screen) -> None:
    screen.type("echo hello\r")
    assert screen.until(PROMPT) == f"echo hello\r\nhello\r\n{PROMPT}"


def test_the_shell_stays_the_same(screen: Screen) -> None:
    screen.type("cd /sdcard; X=5\r")
    screen.until("oriole:/sdcard # ")
    screen.type("echo $X $PWD\r")
    assert "\r\n5 /sdcard\r\n" in screen.until("oriole:/sdcard # ")


def test_editing(screen: Screen) -> None:
    screen.type("echo abd\x7f")
    screen.type("c")
    screen.type("\x1b[D\x1b[D\x1b[Dx\x1b[Fy\r")
    screen.until("\r\nxabcy\r\n" + PROMPT)


def test_history(screen: Screen) -> None:
    screen.type("echo one\r")
    screen.until("\r\none\r\n" + PROMPT)
    screen.type("\x1b[A")
    screen.type("\r")
    screen.until("\r\none\r\n" + PROMPT)


def test_an_arrow_key_in_two_pieces(screen: Screen) -> None:
    screen.type("echo ab\x1b")
    screen.type("[")
    screen.type("DX\r")
    screen.until("\r\naXb\r\n")


def test_a_command_gets_what_is_typed_until_control_d(screen: Screen) -> None:
    screen.type("cat | grep o\r")
    screen.type("one\rtwx\x7fo\rsix\r\x04")
    screen.until("six\r\n")
    assert screen.until(PROMPT) == f"one\r\ntwo\r\n{PROMPT}"
    screen.type("\x1b[A")  # what was typed to it is no command to bring back
    screen.until("cat | grep o")


def test_read_takes_one_line(screen: Screen) -> None:
    screen.type("read x\r")
    screen.type("a word\r")
    screen.until(PROMPT)
    screen.type('echo "<$x>"\r')
    screen.until(f"\r\n<a word>\r\n{PROMPT}")


def test_control_c_ends_a_command_that_reads(screen: Screen) -> None:
    screen.type("cat > /sdcard/none.txt\rone\rtwo\x03")
    screen.until(f"two^C\r\n{PROMPT}")
    screen.type("echo $?; ls /sdcard/none.txt\r")
    assert "No such file" in screen.until(PROMPT)


def test_a_shell_in_the_shell_is_the_same_prompt(screen: Screen) -> None:
    screen.type("su\r")
    screen.until(PROMPT)
    screen.type("id -u\r")
    screen.until(f"\r\n0\r\n{PROMPT}")


def test_control_c_gives_up_the_line(screen: Screen) -> None:
    screen.type("rm -rf /sdcard\x03")
    assert screen.until(PROMPT).endswith("^C\r\n" + PROMPT)
    screen.type("echo $?\r")
    screen.until(PROMPT)


def test_exit_and_control_d(connection: AdbConnection) -> None:
    for typed, code in (("exit 7\r", 7), ("false\r\x04", 1), ("\x04", 0), ("ls\x04\x03\x04", 130)):
        with connection.open("shell,v2,pty:", timeout=20) as stream:
            screen = Screen(stream)
            screen.type(typed)
            assert screen.end() == code, typed


def test_window_sizes_are_taken(screen: Screen, connection: AdbConnection) -> None:
    screen._stream.write(encode(WINDOW_SIZE, b"50x120,0x0\0"))
    screen.type("echo still\r")
    screen.until("\r\nstill\r\n")


def test_without_frames(connection: AdbConnection) -> None:
    with connection.open("shell:", timeout=20) as stream:
        stream.write(b"echo old; exit\r")
        assert b"\r\nold\r\n" in stream.read_all()


def test_a_command_on_a_terminal(connection: AdbConnection) -> None:
    with connection.open("shell,v2,pty:echo a; echo b >&2", timeout=20) as stream:
        assert list(FrameReader().feed(stream.read_all())) == [
            ShellFrame(STDOUT, b"a\r\n"), ShellFrame(STDOUT, b"b\r\n"), ShellFrame(EXIT, b"\0"),
        ]  # fmt: skip


typed = st.text(
    st.sampled_from("ab 你\t\x1b[ADCHF~3OX\x01\x02\x05\x06\x08\x7f\x15\x0b\x17\x0c\x10\x0e"), max_size=60
)


@given(typed)
def test_any_keys_leave_a_line_that_the_terminal_shows(text: str) -> None:
    line = TerminalLine(PROMPT)
    line.remember("echo before")
    shown = line.begin()
    for kind, value in keys(text):
        shown += line.insert(value) if kind == "text" else line.key(value)
    assert all(char.isprintable() or char == "\t" for char in line.text)
    assert shown.startswith(PROMPT)
    redrawn = line.key("end")
    assert re.sub(r"\x1b\[K|\r", "", redrawn) == PROMPT + line.text


def test_a_line_has_an_end() -> None:
    line = TerminalLine(PROMPT)
    line.insert("x" * 10_000)
    assert len(line.text) == 4096
