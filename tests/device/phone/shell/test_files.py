"""The file and text tools of the phone's shell, output by output."""

# ruff: noqa: E501, SIM905  (tables of commands with their exact output, one a line)

import base64

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from device.phone.phone import Phone
from tests.boot import fresh_phone


@pytest.fixture(scope="module")
def module_phone() -> Phone:
    return fresh_phone()


@pytest.fixture
def phone(module_phone: Phone) -> Phone:
    module_phone.reset()
    return module_phone


D = "cd /data/local/tmp; "
FILES = [
    ("mkdir d; touch d/b d/a d/.h; ls d", "a\nb\n"),
    ("mkdir d; touch d/b d/a d/.h; ls -1 d; ls -A d; ls -a d", "a\nb\n.h\na\nb\n.\n..\n.h\na\nb\n"),
    ("mkdir d; ls -1 d", ""),
    ("mkdir -p d/e; touch d/f; ls -d d; ls -p d; ls -F d", "d\ne/\nf\ne/\nf\n"),
    ("mkdir -p d/e; touch d/e/f; ls -R d", "d:\ne\n\nd/e:\nf\n"),
    ("mkdir d e; touch d/x e/y f; ls f d e", "f\n\nd:\nx\n\ne:\ny\n"),
    ("mkdir d; touch d/a; touch d/b; ls -t d; ls -tr d", "b\na\na\nb\n"),
    ("mkdir d; echo 123 > d/a; echo 1 > d/b; ls -S d; ls -s d", "a\nb\ntotal 8\n4 a\n4 b\n"),
    ("touch a; ls -l a", "-rw-r--r-- 1 shell shell 0 2023-10-15 15:34 a\n"),
    ("ls -ld /sdcard/DCIM", "drwxrws--- 2 u0_a1 media_rw 4096 2023-10-15 15:34 /sdcard/DCIM\n"),
    ("touch -d '2020-02-03 04:05:06' a; ls -ll a", "-rw-r--r-- 1 shell shell 0 2020-02-03 04:05:06.000000000 +0000 a\n"),
    ("echo hello > a; ls -lh a; ls -n a",
     "-rw-r--r-- 1 shell shell 6 2023-10-15 15:34 a\n-rw-r--r-- 1 2000 2000 6 2023-10-15 15:34 a\n"),
    ("echo a > x; cp x y; cat y; cp x /sdcard/DCIM; ls /sdcard/DCIM", "a\nx\n"),
    ("mkdir -p s/t; echo 1 > s/t/f; touch s/.h; mkdir d; cp -a s/. d/; find d", "d\nd/.h\nd/t\nd/t/f\n"),
    ("mkdir s; touch s/f; cp -r s d; ls d; cp -r s d; ls d", "f\nf\ns\n"),
    ("mkdir s d; cp -a s/. d/; echo $?", "0\n"),
    ("touch -d 2020-01-01 a; cp -p a b; cp a c; stat -c %Y b; ls -t", "1577836800\nc\na\nb\n"),
    ("echo a > x; mv x y; ls; mkdir d; mv y d; ls d", "y\ny\n"),
    ("echo a > x; echo b > y; mv x y; cat y; mv -n y x; ls", "a\nx\n"),
    ("mkdir d; touch d/a d/b; rm -r d/*; ls d; rmdir d; ls", ""),
    ("rm -rf nope/*; rm -f nope; echo $?", "0\n"),
    ("mkdir -p a/b/c; ls a/b; mkdir -p a/b/c; echo $?", "c\n0\n"),
    ("mkdir -m 700 a; stat -c '%a %A %F' a", "700 drwx------ directory\n"),
    ("touch f; chmod 640 f; stat -c %a f; chmod u+x,g-r f; stat -c %a f; chmod a=r f; stat -c %a f", "640\n700\n444\n"),
    ("mkdir d; touch d/f; chmod 777 -R d; stat -c %a d/f; chmod -x d/f; stat -c %a d/f", "777\n666\n"),
    ("touch f; restorecon -RD f; chcon u:object_r:media_rw_data_file:s0 f; echo $?", "0\n"),
    ("printf abc > f; stat -c '%n %s %F' f; wc -c < f", "f 3 regular file\n3\n"),
    ("mkdir -p d/e; touch d/f 'd/e/g h'; find d -type f -o -type d", "d\nd/e\nd/e/g h\nd/f\n"),
    ("mkdir -p d/e; touch d/f d/e/g; find d -mindepth 1 -type f -delete; find d", "d\nd/e\n"),
    ("mkdir -p d/e; touch d/a.txt d/e/B.TXT; find d -name '*.txt'; find d -iname '*.txt'; find d -maxdepth 1",
     "d/a.txt\nd/a.txt\nd/e/B.TXT\nd\nd/a.txt\nd/e\n"),
    ("mkdir d; touch d/a d/b; find d -type f -exec echo x {} \\;; find d -type f -exec echo {} +",
     "x d/a\nx d/b\nd/a d/b\n"),
    ("mkdir d; echo 1 > d/a; touch d/b; find d ! -name a; find d/ -type f -path '*/b'; find . -name a", "d\nd/b\nd/b\n./d/a\n"),
    ("printf 12345 > f; dd if=f of=g bs=1 count=2 skip=1 2>/dev/null; cat g", "23"),
    ("dd if=/dev/zero of=g bs=1k count=3 2>/dev/null; wc -c g", "3072 g\n"),
]  # fmt: skip
FIVE = "printf '1\\n2\\n3\\n4\\n5\\n'"
TEXT = [
    (f"{FIVE} | head -n 2; {FIVE} | head -n -3; {FIVE} | head -2; printf abc | head -c 2", "1\n2\n1\n2\n1\n2\nab"),
    (f"{FIVE} | tail -n 2; {FIVE} | tail -n +4; printf abc | tail -c 1", "4\n5\n4\n5\nc"),
    ("printf 'a b\\nc' | wc; printf 'a b\\nc' | wc -l; echo ü | wc -cm", "      1       3       5\n1\n      3       2\n"),
    ("printf 'foo\\nbar\\nFoo\\n' | grep foo; echo $?", "foo\n0\n"),
    ("printf 'foo\\nbar\\nFoo\\n' | grep -i FOO", "foo\nFoo\n"),
    ("printf 'foo\\nbar\\n' | grep -v foo; printf 'a\\na\\n' | grep -c a", "bar\n2\n"),
    ("printf 'a1\\nb22\\n' | grep -o '[0-9]*'; printf 'x\\ny\\n' | grep -n y", "1\n22\n2:y\n"),
    ("echo a | grep b; echo $?; echo a | grep -q a; echo $?", "1\n0\n"),
    ("echo 'a+b' | grep 'a+b'; echo 'aab' | grep -E 'a+b'; echo 'aab' | grep 'a\\+b'; echo a.b | grep -F .",
     "a+b\naab\naab\na.b\n"),
    ("printf 'ab\\ncd\\n' | grep -E 'ab|cd' | wc -l; printf 'ab\\ncd\\n' | grep -e ab -e cd", "2\nab\ncd\n"),
    ("echo x > f; mkdir d; echo x > d/g; grep x f; grep x f d/g; grep -r x d; grep -l x f d/g; grep -h x f d/g",
     "x\nf:x\nd/g:x\nd/g:x\nf\nd/g\nx\nx\n"),
    (f"{FIVE} | grep -A1 -B1 4; {FIVE} | grep -m1 .; echo 'a b' | grep -w b; echo ab | grep -x a", "3\n4\n5\n1\na b\n"),
    ("printf 'b\\na\\nc\\n' | sort; printf '10\\n9\\n' | sort; printf '10\\n9\\n' | sort -n; printf '1\\n3\\n2\\n' | sort -r",
     "a\nb\nc\n10\n9\n9\n10\n3\n2\n1\n"),
    ("printf 'a\\nb\\na\\n' | sort -u; printf 'x\\n-1\\n' > f; sort -rn f", "a\nb\nx\n-1\n"),
    ("echo a | tee f g; cat f g; echo b | tee -a f > /dev/null; cat f", "a\na\na\na\nb\n"),
    ("echo hello | md5sum; echo hello | sha1sum; printf '' | sha256sum",
     "b1946ac92492d2347c6235b4d2611184  -\nf572d396fae9206628714fb2ce00f72e94f2258f  -\n"
     "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855  -\n"),
    ("echo hi > f; md5sum f; toybox md5sum -b f",
     "764efa883dda1e11db47671c4a3bbd9e  f\n764efa883dda1e11db47671c4a3bbd9e\n"),
    ("echo hello | base64; echo aGVsbG8K | base64 -d", "aGVsbG8K\nhello\n"),
]  # fmt: skip
CLOCK = [
    ("date", "Sun Oct 15 15:34:00 UTC 2023\n"),
    ("date +%s", "1697384040\n"),
    ("date '+%Y-%m-%d %H:%M:%S %j %u %p %I %y %b %a'", "2023-10-15 15:34:00 288 7 PM 03 23 Oct Sun\n"),
    ("date 1015153423.00", "Sun Oct 15 15:34:00 UTC 2023\n"),
    ("date 0102030425.06 > /dev/null; date", "Thu Jan  2 03:04:06 UTC 2025\n"),
    ("date 010203042024 +%F", "2024-01-02\n"),
    ("date @0 > /dev/null; date", "Thu Jan  1 00:00:00 UTC 1970\n"),
    (
        "date -d @86400 +%F; date -u -d '2020-02-29 12:00' +%s; date +%-d.%-m.%e",
        "1970-01-02\n1582977600\n15.10.15\n",
    ),
    (
        "TZ=Europe/Berlin date; TZ=America/New_York date '+%H %Z %z'",
        "Sun Oct 15 17:34:00 CEST 2023\n11 EDT -0400\n",
    ),
    ("service call alarm 3 s16 Asia/Shanghai; date +%H:%M", "Result: Parcel(00000000    '....')\n23:34\n"),
    (
        "service call alarm 3 s16 Asia/Shanghai > /dev/null; date 101512002023.00 > /dev/null; date -u +%H",
        "04\n",
    ),
    (
        "service call alarm 3 s16 No/Where; getprop persist.sys.timezone",
        "Result: Parcel(00000000    '....')\nUTC\n",
    ),
    ("date 101515342023.00 > /dev/null; date +%s%N", "1697384040000000000\n"),
    ("uptime", " 15:34:00 up  1:00,  0 users,  load average: 0.00, 0.00, 0.00\n"),
]
SYSTEM = [
    ("whoami; id -u; id -un", "root\n0\nroot\n"),
    ("uname; uname -m", "Linux\naarch64\n"),
    ("env | grep ^HOME; printenv SHELL; printenv NOPE; echo $?", "HOME=/\n/bin/sh\n1\n"),
    ("pidof system_server; ps -A | grep -c system_server; ps -o NAME -p 1; pidof nope; echo $?", "812\n1\nNAME\ninit\n1\n"),
    ("command -v ls; which cat; command -v cd; which nope; echo $?", "/system/bin/ls\n/system/bin/cat\ncd\n1\n"),
    ("su -c 'echo a b'; su root whoami; nohup echo n", "a b\nroot\nn\n"),
    ("getprop ro.build.version.sdk; getprop nope; setprop a.b 'c d'; getprop a.b; getprop | grep -F a.b",
     "33\n\nc d\n[a.b]: [c d]\n"),
    ("ip route; svc wifi disable; ip route", "10.0.2.0/24 dev wlan0 proto kernel scope link src 10.0.2.16 \n"),
    ("ip addr show wlan0 | grep inet", "    inet 10.0.2.16/24 brd 10.0.2.255 scope global wlan0\n"),
    ("log -t tag -p w hello; logcat -d -v brief", "--------- beginning of main\nW/tag     ( 4201): hello\n"),
    ("export ANDROID_LOG_TAGS=''; exec logcat '-d' | tail -n 1", "--------- beginning of main\n"),
    ("logcat -c; log a; logcat -d -s nope", "--------- beginning of main\n"),
    ("toybox echo x; toybox nope; echo $?", "x\n127\n"),
]  # fmt: skip


@pytest.mark.parametrize(("command", "expected"), [*FILES, *TEXT, *CLOCK, *SYSTEM])
def test_output(phone: Phone, command: str, expected: str) -> None:
    phone.log.clear()
    assert phone.shell(D + command).stdout.decode() == expected


@pytest.mark.parametrize(
    ("command", "message", "status"),
    [
        ("ls nope", "ls: nope: No such file or directory", 1),
        ("cat nope", "cat: nope: No such file or directory", 1),
        ("cat /sdcard", "cat: /sdcard: Is a directory", 1),
        ("ls -Y", "ls: Unknown option 'Y' (see \"ls --help\")", 1),
        ("rm nope", "rm: nope: No such file or directory", 1),
        ("rm /sdcard/DCIM", "rm: /sdcard/DCIM: Is a directory", 1),
        ("rm -rf /system", "rm: /system: Read-only file system", 1),
        ("mkdir /sdcard/DCIM", "mkdir: '/sdcard/DCIM': File exists", 1),
        ("mkdir a/b", "mkdir: 'a/b': No such file or directory", 1),
        ("rmdir /sdcard/Android", "rmdir: '/sdcard/Android': Directory not empty", 1),
        ("cp nope /sdcard", "cp: 'nope': No such file or directory", 1),
        ("cp /sdcard/DCIM x", "cp: Skipped dir '/sdcard/DCIM'", 1),
        ("mv nope x", "mv: bad 'nope': No such file or directory", 1),
        ("touch /system/x", "touch: '/system/x': Read-only file system", 1),
        ("find nope", "find: 'nope': No such file or directory", 1),
        ("grep x nope", "grep: nope: No such file or directory", 2),
        (
            "grep '[' /proc/version",
            "grep: bad regex '[': brackets ([ ]) not balanced (see \"grep --help\")",
            1,
        ),
        ("date 99", "date: bad date '99'", 1),
        ("sleep x", "sleep: bad number 'x'", 1),
        ("ping 1.1.1.1", "connect: Network is unreachable", 2),
        ("kill 99999", "kill: 99999: No such process", 1),
        ("setprop ro.secure 1", "Failed to set property 'ro.secure' to '1'.\nSee dmesg for error reason.", 1),
        ("ip addr show eth9", 'Device "eth9" does not exist.', 1),
    ],
)
def test_complaints(phone: Phone, command: str, message: str, status: int) -> None:
    result = phone.shell(D + command)
    assert result.stderr.decode() == message + "\n"
    assert result.exit_code == status


def test_the_long_listing_carries_access_times_and_names_with_blanks(phone: Phone) -> None:
    phone.shell(
        "mkdir -p /sdcard/n; echo 12345678901 > '/sdcard/n/a b.txt'; touch /sdcard/n/c; cat /sdcard/n/*"
    )
    lines = phone.shell("ls /storage/emulated/0/n -ll -au").stdout.decode().splitlines()
    assert lines[0] == "total 12"
    assert [line[0] for line in lines[1:3]] == ["d", "d"]
    row = lines[3].split(None, 8)
    assert row[:5] == ["-rw-rw----", "1", "u0_a1", "media_rw", "12"]
    assert row[5] == "2023-10-15"
    assert row[6].startswith("15:34:00.")
    assert len(row[6]) == 18
    assert row[7:] == ["+0000", "a b.txt"]
    assert lines == phone.shell("ls /storage/emulated/0/n -ll -au").stdout.decode().splitlines()


def test_a_full_storage_says_so(phone: Phone) -> None:
    small = Phone(seed=1, storage_cap=phone.files.used + 3_000)
    result = small.shell("dd if=/dev/zero of=/sdcard/f bs=1k count=9; echo $?; echo x > /sdcard/g; echo $?")
    assert b"No space left on device" in result.stderr
    assert result.stdout == b"1\n1\n"
    assert small.files.stat("/sdcard/f").size == 3_000


@settings(max_examples=60, deadline=None)
@given(st.binary(max_size=300))
def test_bytes_pass_through_tools_unharmed(module_phone: Phone, data: bytes) -> None:
    assert module_phone.shell("cat | tee /sdcard/x > /dev/null; cat /sdcard/x", data).stdout == data
    assert module_phone.shell("base64 | base64 -d", data).stdout == data
    assert module_phone.shell("base64 -w0", data).stdout == base64.b64encode(data) + b"\n" * bool(data)


COMMANDS = st.sampled_from(
    "ls cat cp mv rm mkdir find stat grep sort head tail wc date printf dd base64 df touch chmod am pm input settings content dumpsys cmd wm ime svc service sqlite3 monkey "
    "screencap uiautomator logcat media getprop setprop ps ip appops env".split(" ")
)
ARGUMENTS = st.lists(
    st.sampled_from(
        "-a -n -s -t -e -l -r -R -c -d -p -f -W --es --uri --user list get put start dump 0 1 -1 99999999999 x * / . "
        "/sdcard '' ' ' 你 com.android.settings content://settings/system system global /nope +%s s/a/b/ {print} "
        ".tables query broadcast volume --stream 3 size tap keyevent 1e9 @ %s [ \\( -exec + ;".split(" ")
    )
    | st.text(st.characters(exclude_characters="\0'"), max_size=6).map(lambda text: f"'{text}'"),
    max_size=6,
)


@settings(max_examples=500, deadline=None)
@given(COMMANDS, ARGUMENTS, st.binary(max_size=20))
def test_no_arguments_break_a_command(
    module_phone: Phone, command: str, arguments: list[str], stdin: bytes
) -> None:
    line = " ".join([command, *("'" + arg + "'" if arg in ("*", ";", "(") else arg for arg in arguments)])
    assert 0 <= module_phone.shell(line, stdin).exit_code <= 255
