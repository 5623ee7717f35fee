"""What never ends (/dev/zero, /dev/urandom, yes) and what does not fit."""

import pytest

from device.phone.phone import Phone

MIB = 1 << 20


@pytest.fixture(scope="module")
def module_phone() -> Phone:
    return Phone(seed=1)


@pytest.fixture
def phone(module_phone: Phone) -> Phone:
    module_phone.reset()
    return module_phone


@pytest.mark.parametrize(
    ("command", "expected"),
    [
        ("cat /dev/zero | head -c 1000 | wc -c", "1000\n"),
        ("head -c 16 /dev/zero | xxd -p", "00" * 16 + "\n"),
        ("head -c 5 < /dev/zero | od -An -tx1", " 00 00 00 00 00\n"),
        ("head -c 3M /dev/zero | wc -c", f"{3 * MIB}\n"),
        ("head -c 16 /dev/urandom | wc -c; head -c 16 /dev/random | wc -c", "16\n16\n"),
        ("tr -dc a-z < /dev/urandom | head -c 12 | wc -c", "12\n"),
        ("cat /dev/urandom | tr -dc 'a-zA-Z0-9' | head -c 20 | grep -c '^[a-zA-Z0-9]*$'", "1\n"),
        ("cat /dev/urandom | base64 | head -n 2 | wc -l", "2\n"),
        ("xxd -l 4 -p /dev/urandom | wc -c; od -An -N2 -tu2 /dev/urandom | wc -w", "9\n1\n"),
        ("dd if=/dev/urandom bs=1k count=4 2>/dev/null | wc -c", "4096\n"),
        ("cat /dev/zero | dd bs=10 count=3 2>/dev/null | wc -c", "30\n"),
        ("(cat /dev/zero; echo never) | head -c 4 | wc -c", "4\n"),
        ("yes | head -n 3; yes no | head -c 4", "y\ny\ny\nno\nn"),
        ("yes | head -n 900000 | wc -l", "900000\n"),
        ("x=$(head -c 6 /dev/urandom | xxd -p); echo ${#x}", "12\n"),
        ("echo a > /dev/urandom; echo $?", "0\n"),
        ("seq 1 1000000000000 | head -n 3; seq 2000000 | head -n 1200000 | tail -n 1", "1\n2\n3\n1200000\n"),
        ("seq 1200000 > /sdcard/row; tail -n 1 /sdcard/row; rm /sdcard/row", "1200000\n"),
        (
            "seq -w 1 1000000 | head -n 1; seq -s, 5 -2 1; seq 3 1; seq -0.5 0.5 0.5",
            "0000001\n5,3,1\n-0.5\n0.0\n0.5\n",
        ),
        ("seq 3 | (read x; echo $x; cat)", "1\n2\n3\n"),
    ],
)
def test_a_reader_takes_what_it_wants(phone: Phone, command: str, expected: str) -> None:
    result = phone.shell(command)
    assert (result.stdout.decode(), result.stderr, result.exit_code) == (expected, b"", 0)


@pytest.mark.parametrize(
    "command",
    [
        "cat /dev/zero",
        "wc -c /dev/zero",
        "cat /dev/urandom | md5sum",
        "sort < /dev/urandom",
        "yes | wc -l",
        "seq 1 10000000 | tail -n 1",
        "seq 1 10000000 | wc -l",
        "x=$(cat /dev/zero); echo never",
        "cat /dev/zero > /dev/null",
        "head -n 1 /dev/zero",
        "dd if=/dev/zero",
        "find /sdcard -maxdepth 0 -exec cat /dev/zero \\;",
    ],
)
def test_a_reader_that_would_never_end_is_killed(phone: Phone, command: str) -> None:
    result = phone.shell(command)
    assert result.exit_code == 137
    assert result.stderr.endswith(b"/system/bin/sh: killed: endless input\n")
    assert len(result.stdout) <= 2 * MIB
    assert b"never" not in result.stdout


def test_chance_is_the_phone_s_own() -> None:
    first, second, other = Phone(seed=5), Phone(seed=5), Phone(seed=6)
    command = "head -c 16 /dev/urandom | xxd -p; dd if=/dev/random bs=8 count=1 2>/dev/null | xxd -p"
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
        "yes > /sdcard/f",
        "head -c 9000 /dev/zero | tee /sdcard/f > /dev/null",
        "head -c 9000 /dev/zero | dd of=/sdcard/f",
    ],
)
def test_what_fits_is_kept_and_the_rest_refused(command: str) -> None:
    phone = Phone(seed=1)
    _room(phone, 3_000)
    result = phone.shell(command)
    assert b"No space left on device" in result.stderr
    assert result.exit_code == 1
    assert phone.files.stat("/sdcard/f").size == 3_000
    assert phone.files.used == phone.files.cap_bytes


def test_a_copy_that_does_not_fit_keeps_its_beginning() -> None:
    phone = Phone(seed=1)
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
    phone = Phone(seed=1)
    _room(phone, 2_500)
    result = phone.shell("dd if=/dev/zero of=/sdcard/f bs=1k count=9")
    assert b"dd: /sdcard/f: write error: No space left on device\n" in result.stderr
    assert b"3+0 records in\n2+1 records out\n2500 bytes" in result.stderr


def test_dd_leaves_a_hole_where_it_seeks_and_no_more_than_fits() -> None:
    phone = Phone(seed=1)
    assert phone.shell("printf ab | dd of=/sdcard/f bs=1 seek=3; xxd -p /sdcard/f").stdout == b"0000006162\n"
    assert phone.shell("printf cd | dd of=/sdcard/f bs=1 seek=1 conv=notrunc; xxd -p /sdcard/f").stdout == (
        b"0063646162\n"
    )
    result = phone.shell("dd if=/dev/zero of=/sdcard/g bs=1G count=1 seek=9")
    assert result.exit_code == 1
    assert b"No space left on device" in result.stderr


@pytest.mark.parametrize(
    ("command", "expected"),
    [
        ("truncate -s 5 f; stat -c %s f; xxd -p f", "5\n0000000000\n"),
        ("printf abcdef > f; truncate -s 3 f; cat f; truncate -s +2 f; stat -c %s f", "abc5\n"),
        ("printf abc > f; truncate -s -1 f; cat f; truncate -s 1k f; stat -c %s f", "ab1024\n"),
        ("truncate -c -s 5 none; ls", ""),
        ("printf abc > f; truncate -s %4 f; stat -c %s f; truncate -s '<2' f; stat -c %s f", "4\n2\n"),
        ("fallocate -l 4M f; stat -c %s f; du -k f", "4194304\n4096\tf\n"),
        ("printf abc > f; fallocate -l 2 f; cat f; fallocate -o 3 -l 1 f; xxd -p f", "abc61626300\n"),
    ],
)
def test_lengths_of_files(phone: Phone, command: str, expected: str) -> None:
    result = phone.shell(f"cd /data/local/tmp; {command}")
    assert (result.text, result.stderr, result.exit_code) == (expected, b"", 0)


@pytest.mark.parametrize("command", ["truncate -s 9G /sdcard/f", "fallocate -l 600M /sdcard/f"])
def test_a_length_that_does_not_fit(phone: Phone, command: str) -> None:
    result = phone.shell(command)
    assert b"No space left on device" in result.stderr
    assert result.exit_code == 1
