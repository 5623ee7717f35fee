"""What a test script measures and keeps: reports, memory, frames, processes, addresses."""

import io
import zipfile

import pytest

from device.phone.phone import Phone
from tests.boot import fresh_phone

SETTINGS = "com.android.settings"


@pytest.fixture
def phone() -> Phone:
    return fresh_phone()


def out(phone: Phone, command: str) -> str:
    done = phone.shell(command)
    assert (done.exit_code, done.stderr) == (0, b""), done
    return done.text


# -- reports -----------------------------------------------------------------------------------------------
def test_a_report_is_an_archive_of_all_that_is_told(phone: Phone) -> None:
    assert phone.shell("bugreportz -v").stderr == b"1.2\n"
    begin, *progress, end = out(phone, "log -t me hello; bugreportz -p").splitlines()
    path = end.removeprefix("OK:")
    assert begin == f"BEGIN:{path}"
    assert all(line.startswith("PROGRESS:") for line in progress)
    name = path.rpartition("/")[2].removesuffix(".zip")
    assert name == "bugreport-oriole-TQ3A.230901.001-2023-10-15-15-34-00"
    with zipfile.ZipFile(io.BytesIO(phone.files.read(path))) as archive:
        assert archive.testzip() is None
        assert archive.read("main_entry.txt").decode() == f"{name}.txt"
        told = archive.read(f"{name}.txt").decode()
    for part in ("== dumpstate: 2023-10-15 15:34:00", "DUMP OF SERVICE window:", "[ro.build.id]", ": hello"):
        assert part in told


def test_the_whole_of_dumpsys_is_of_every_service(phone: Phone) -> None:
    told = out(phone, "dumpsys")
    names = [line.strip() for line in out(phone, "dumpsys -l").splitlines()[1:]]
    assert names
    assert all(f"DUMP OF SERVICE {name}:\n" in told for name in names)


# -- figures -----------------------------------------------------------------------------------------------
def test_the_memory_of_an_app_is_the_same_in_both_dumps(phone: Phone) -> None:
    phone.shell(f"am start -n {SETTINGS}/.Settings")
    total = out(phone, f"dumpsys meminfo {SETTINGS} | grep 'TOTAL PSS'").split()[2]
    assert f"{int(total):,}K: {SETTINGS} (pid " in out(phone, "dumpsys meminfo")
    assert out(phone, "dumpsys meminfo org.tasks") == "No process found for: org.tasks\n"


# -- processes ---------------------------------------------------------------------------------------------
def test_columns_of_ps_stand_below_each_other(phone: Phone) -> None:
    phone.shell(f"am start -n {SETTINGS}/.Settings")
    head, *rows = out(phone, "ps -A -o PID,USER,RSS,NAME").splitlines()
    assert len({row.rstrip().rindex(" ") for row in (head, *rows)}) == 1
    assert all(row.split()[2].isdigit() for row in rows)
    assert out(phone, "ps -o pid=,name= -p 1") == "    1 init\n"
    zygote = out(phone, "pidof zygote64").strip()
    assert out(phone, f"ps -A -o PPID,NAME | grep {SETTINGS}").split() == [zygote, SETTINGS]
    assert out(phone, "ps -ef").splitlines()[0].split() == [
        "UID", "PID", "PPID", "C", "STIME", "TTY", "TIME", "CMD",
    ]  # fmt: skip
    assert out(phone, "ps -u system -o NAME=").split() == ["servicemanager", "system_server", SETTINGS]


def test_processes_are_found_and_ended_by_a_pattern(phone: Phone) -> None:
    phone.shell(f"am start -n {SETTINGS}/.Settings")
    pid = out(phone, f"pidof {SETTINGS}")
    assert out(phone, "pgrep -f 'sett.*s$'") == pid
    assert phone.shell("pgrep -x settings").exit_code == 1
    gone = phone.shell("pkill -f nobody.at.all")
    assert (gone.exit_code, gone.stderr) == (1, b"")
    assert out(phone, "pkill -9 settings; pgrep settings || echo none") == "none\n"


# -- addresses ---------------------------------------------------------------------------------------------
def test_ip_answers_in_the_form_asked_for(phone: Phone) -> None:
    assert "link/ether" not in out(phone, "ip -f inet addr show wlan0")
    assert "inet " not in out(phone, "ip link show wlan0")
    out(phone, "svc wifi disable")
    assert out(phone, "ip -4 addr show wlan0") == ""
    assert out(phone, "ip link show wlan0").startswith("2: wlan0: <BROADCAST,MULTICAST> mtu")
