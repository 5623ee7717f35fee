"""What never ends (/dev/zero, /dev/urandom) and what does not fit."""

import pytest

from device.phone.phone import Phone
from tests.boot import fresh_phone

MIB = 1 << 20


@pytest.fixture(scope="module")
def module_phone() -> Phone:
    return fresh_phone()


@pytest.fixture
def phone(module_phone: Phone) -> Phone:
    module_phone.reset()
    return module_phone


@pytest.mark.parametrize(
    ("command", "expected"),
    [
        ("cat /dev/zero | head -c 1000 | wc -c", "1000\n"),
        ("head -c 3M /dev/zero | wc -c", f"{3 * MIB}\n"),
        ("head -c 16 /dev/urandom | wc -c; head -c 16 /dev/random | wc -c", "16\n16\n"),
        ("cat /dev/urandom | base64 | head -n 2 | wc -l", "2\n"),
        ("dd if=/dev/urandom bs=1k count=4 2>/dev/null | wc -c", "4096\n"),
        ("cat /dev/zero | dd bs=10 count=3 2>/dev/null | wc -c", "30\n"),
        ("(cat /dev/zero; echo never) | head -c 4 | wc -c", "4\n"),
        ("echo a > /dev/urandom; echo $?", "0\n"),
    ],
)
def test_a_reader_takes_what_it_wants(phone: Phone, command: str, expected: str) -> None:
    result = phone.shell(command)
    assert (result.stdout.decode(), result.stderr, result.exit_code) == (expected, b"", 0)


def test_a_reader_that_would_never_end_gets_a_beginning(phone: Phone) -> None:
    assert phone.shell("wc -c < /dev/zero; cat /dev/urandom | wc -c").text == "262144\n262144\n"


def test_chance_is_the_phone_s_own() -> None:
    first, second, other = fresh_phone(seed=5), fresh_phone(seed=5), fresh_phone(seed=6)
    command = "head -c 16 /dev/urandom | md5sum; dd if=/dev/random bs=8 count=1 2>/dev/null | md5sum"
    said = first.shell(command).text
    assert said == second.shell(command).text
    assert said != other.shell(command).text
    assert said != first.shell(command).text


def _room(phone: Phone, size: int) -> None:
    phone.files.cap_bytes = phone.files.used + size


@pytest.mark.parametrize(
    "command",
    [
        "dd if=/dev/zero of=/sdcard/f bs=1k count=9",
        "dd if=/dev/urandom of=/sdcard/f bs=1k count=9",
        "dd if=/dev/zero of=/sdcard/f bs=1M",
        "dd if=/dev/zero of=/sdcard/f bs=1M count=999999999",
        "cat /dev/zero > /sdcard/f",
        "head -c 9000 /dev/zero > /sdcard/f",
        "head -c 9000 /dev/zero >> /sdcard/f",
        "head -c 9000 /dev/zero | tee /sdcard/f > /dev/null",
        "head -c 9000 /dev/zero | dd of=/sdcard/f",
    ],
)
def test_what_fits_is_kept_and_the_rest_refused(command: str) -> None:
    phone = fresh_phone()
    _room(phone, 3_000)
    result = phone.shell(command)
    assert b"No space left on device" in result.stderr
    assert result.exit_code == 1
    assert phone.files.stat("/sdcard/f").size == 3_000
    assert phone.files.used == phone.files.cap_bytes


def test_a_copy_that_does_not_fit_keeps_its_beginning() -> None:
    phone = fresh_phone()
    phone.files.write("/sdcard/a", b"x" * 5_000)
    _room(phone, 3_000)
    result = phone.shell("cp /sdcard/a /sdcard/b")
    assert b"No space left on device" in result.stderr
    assert result.exit_code == 1
    assert phone.files.read("/sdcard/b") == b"x" * 3_000


def test_dd_copies_more_than_a_quarter_of_a_gigabyte(phone: Phone) -> None:
    result = phone.shell("dd if=/dev/zero of=/sdcard/f bs=1M count=300; stat -c %s /sdcard/f")
    assert result.stdout == f"{300 * MIB}\n".encode()
    assert b"300+0 records in\n300+0 records out\n" in result.stderr
    result = phone.shell("dd if=/dev/zero of=/sdcard/g bs=1M count=300")
    assert result.exit_code == 1
    assert phone.files.used == phone.files.cap_bytes


def test_dd_beyond_the_room_says_how_much_it_wrote() -> None:
    phone = fresh_phone()
    _room(phone, 2_500)
    result = phone.shell("dd if=/dev/zero of=/sdcard/f bs=1k count=9")
    assert b"dd: /sdcard/f: write error: No space left on device\n" in result.stderr
    assert b"3+0 records in\n2+1 records out\n2500 bytes" in result.stderr


def test_a_file_that_exec_opened_keeps_what_fits_and_says_so_where_it_was_said_before() -> None:
    phone = fresh_phone()
    _room(phone, 5)
    result = phone.shell("exec 2>/sdcard/f; nosuch; exec >/dev/tty; cat /sdcard/f")
    assert result.output == (
        (2, b"/system/bin/sh: write error: No space left on device\n"),
        (1, b"/syst"),
    )
