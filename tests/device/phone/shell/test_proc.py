"""What /proc tells, and the programs that tell the same."""

import re

import pytest

from device.phone.phone import Phone
from tests.boot import fresh_phone


@pytest.fixture
def phone() -> Phone:
    return fresh_phone()


def out(phone: Phone, command: str) -> str:
    result = phone.shell(command)
    assert (result.stderr, result.exit_code) == (b"", 0)
    return result.text


def test_uptime_is_the_phone_s(phone: Phone) -> None:
    up, idle = map(float, out(phone, "cat /proc/uptime").split())
    assert up == phone.clock.uptime_ms / 1000
    assert 0 < idle <= 8 * up
    phone.shell("sleep 90.25")
    later, more = map(float, out(phone, "cat /proc/uptime").split())
    assert later - up == 90.25
    assert more > idle
    assert re.fullmatch(r"\d+\.\d\d \d+\.\d\d\n", out(phone, "cat /proc/uptime"))


def test_uptime_in_words(phone: Phone) -> None:
    phone.shell("sleep 125m; sleep 2d")
    assert out(phone, "uptime") == " 15:34:00 up 2 days,  3:05,  0 users,  load average: 0.00, 0.00, 0.00\n"
    assert out(phone, "cat /proc/loadavg").startswith("0.00 0.00 0.00 ")
    assert out(phone, "uptime -s") == "2023-10-13 12:29:00\n"


def test_memory_is_told_in_one_way(phone: Phone) -> None:
    kinds = {
        name: int(size) for name, size in re.findall(r"(\S+): +(\d+) kB\n", out(phone, "cat /proc/meminfo"))
    }
    assert kinds["MemTotal"] > kinds["MemAvailable"] > kinds["MemFree"] > 0
    assert {"Buffers", "Cached", "SwapTotal", "SwapFree"} <= set(kinds)
    assert f"Total RAM: {kinds['MemTotal']:,}K" in out(phone, "dumpsys meminfo")


def test_the_kernel_is_the_one_that_uname_names(phone: Phone) -> None:
    version = out(phone, "cat /proc/version")
    assert f"Linux version {out(phone, 'uname -r').strip()} " in version
    assert out(phone, "uname -v").strip() in version


def test_processors_are_as_many_in_each_list(phone: Phone) -> None:
    told = out(phone, "cat /proc/cpuinfo")
    count = told.count("processor\t: ")
    assert count
    assert "Hardware\t: Oriole" in told
    assert out(phone, "grep -c '^cpu[0-9]' /proc/stat") == f"{count}\n"


def test_proc_has_no_size_and_takes_none(phone: Phone) -> None:
    assert out(phone, "stat -c %s /proc/uptime /proc/meminfo /proc/version") == "0\n0\n0\n"
    assert "/data f2fs rw" in out(phone, "cat /proc/mounts")
    assert out(phone, "wc -l < /proc/filesystems").strip() != "0"
    assert phone.shell("echo 1 > /proc/uptime").exit_code == 1
