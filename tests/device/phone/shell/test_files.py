"""The file and text tools of the phone's shell, output by output."""

# ruff: noqa: E501, SIM905  (tables of commands with their exact output, one a line)

import base64

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from device.phone.phone import Phone


@pytest.fixture(scope="module")
def module_phone() -> Phone:
    return Phone(seed=1)


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
    ("ln -s /sdcard l; ls -l l", "lrwxrwxrwx 1 shell shell 7 2023-10-15 15:34 l -> /sdcard\n"),
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
    ("touch f; chown system:media_rw f; stat -c '%U %G %u %g' f; chgrp shell f; stat -c %G f",
     "system media_rw 1000 1023\nshell\n"),
    ("touch f; restorecon -RD f; chcon u:object_r:media_rw_data_file:s0 f; echo $?", "0\n"),
    ("printf abc > f; stat -c '%n %s %F' f; wc -c < f", "f 3 regular file\n3\n"),
    ("mkdir -p d/e; touch d/f 'd/e/g h'; find d -type f -o -type d", "d\nd/e\nd/e/g h\nd/f\n"),
    ("mkdir -p d/e; touch d/f d/e/g; find d -mindepth 1 -type f -delete; find d", "d\nd/e\n"),
    ("mkdir -p d/e; touch d/a.txt d/e/B.TXT; find d -name '*.txt'; find d -iname '*.txt'; find d -maxdepth 1",
     "d/a.txt\nd/a.txt\nd/e/B.TXT\nd\nd/a.txt\nd/e\n"),
    ("mkdir d; touch d/a d/b; find d -type f -exec echo x {} \\;; find d -type f -exec echo {} +",
     "x d/a\nx d/b\nd/a d/b\n"),
    ("mkdir d; echo 1 > d/a; touch d/b; find d -size +0c -type f; find d -empty; find d ! -name a", "d/a\nd/b\nd\nd/b\n"),
    ("mkdir d; touch d/a; find d/ -type f; find . -name a; find d -newer d/a", "d/a\n./d/a\n"),
    ("touch a; readlink -f a; realpath /sdcard; readlink /sdcard; basename /a/b.txt .txt; dirname /a/b",
     "/data/local/tmp/a\n/storage/emulated/0\n/storage/emulated/0\nb\n/a\n"),
    ("printf 12345 > f; dd if=f of=g bs=1 count=2 skip=1 2>/dev/null; cat g", "23"),
    ("dd if=/dev/zero of=g bs=1k count=3 2>/dev/null; wc -c g", "3072 g\n"),
    ("echo a > f; cmp f f; echo b > g; cmp f g; cmp -s f g; echo $?", "f g differ: char 1, line 1\n1\n"),
    ("printf 'a\\nb\\n' > f; printf 'a\\nc\\n' > g; diff f g; diff -q f f; echo $?",
     "--- f\n+++ g\n@@ -1,2 +1,2 @@\n a\n-b\n+c\n0\n"),
    ("du -s /sdcard/DCIM; echo 12345 > /sdcard/DCIM/f; du -a /sdcard/DCIM",
     "4\t/sdcard/DCIM\n4\t/sdcard/DCIM/f\n8\t/sdcard/DCIM\n"),
]  # fmt: skip
TEXT = [
    ("printf 'a\\nb\\nc\\n' | head -n 2; seq 5 | head -n -3; seq 5 | head -2; printf abc | head -c 2",
     "a\nb\n1\n2\n1\n2\nab"),
    ("seq 5 | tail -n 2; seq 5 | tail -n +4; printf abc | tail -c 1", "4\n5\n4\n5\nc"),
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
    ("seq 9 | grep -A1 -B1 5; seq 3 | grep -m1 .; echo 'a b' | grep -w b; echo ab | grep -x a", "4\n5\n6\n1\na b\n"),
    ("echo hello | sed 's/l/L/'; echo hello | sed 's/l/L/g'; echo hello | sed 's/l/L/2'", "heLlo\nheLLo\nhelLo\n"),
    ("echo a/b | sed 's|/|-|'; echo ab | sed 's/\\(a\\)\\(b\\)/\\2\\1/'; echo ab | sed -E 's/(a)(b)/\\2\\1&/'",
     "a-b\nba\nbaab\n"),
    ("seq 5 | sed -n 2p; seq 5 | sed -n '2,3p'; seq 5 | sed 2,4d; seq 3 | sed '$d'; seq 3 | sed -n '/2/p'",
     "2\n2\n3\n1\n5\n1\n2\n2\n"),
    ("echo a > f; sed -i 's/a/b/' f; cat f; printf 'x' | sed 's/x/y/'; seq 2 | sed 1q; seq 2 | sed -n '$='",
     "b\ny1\n2\n"),
    ("echo a | sed -e 's/a/b/' -e 's/b/c/'; echo aB | sed 'y/aB/xy/'; seq 2 | sed '1a\\new'; seq 2 | sed '1!d'",
     "c\nxy\n1\nnew\n2\n1\n"),
    ("echo 'a b c' | awk '{print $2}'; echo 'a:b' | awk -F: '{ print $2, $1 }'; echo x | awk '{print}'", "b\nb a\nx\n"),
    ("printf 'a 1\\nb 2\\n' | awk '/b/ {print $NF \"!\"}'; echo 'a b' | awk '{print NR\": \"$(NF-1)}'", "2!\n1: a\n"),
    ("echo a,b,c | cut -d, -f2; echo a,b,c | cut -d, -f1,3; echo a,b,c | cut -d, -f2-; echo abc | cut -c2-", "b\na,c\nb,c\nbc\n"),
    ("echo hello | tr a-z A-Z; echo hello | tr -d l; echo aabb | tr -s a; echo 'a b' | tr ' ' '\\n'",
     "HELLO\nheo\nabb\na\nb\n"),
    ("echo abc123 | tr -cd 0-9; echo; echo 'Hi' | tr '[:upper:]' '[:lower:]'", "123\nhi\n"),
    ("printf 'b\\na\\nc\\n' | sort; printf '10\\n9\\n' | sort; printf '10\\n9\\n' | sort -n; seq 3 | sort -r",
     "a\nb\nc\n10\n9\n9\n10\n3\n2\n1\n"),
    ("printf 'b 2\\na 10\\n' | sort -k2 -n; printf 'a\\na\\nb\\n' | sort -u; printf 'x,2\\ny,1\\n' | sort -t, -k2",
     "b 2\na 10\na\nb\ny,1\nx,2\n"),
    ("printf 'a\\na\\nb\\n' | uniq; printf 'a\\na\\nb\\n' | uniq -c; printf 'a\\na\\nb\\n' | uniq -d", "a\nb\n      2 a\n      1 b\na\n"),
    ("seq 3; seq 2 4; seq 1 2 5; seq -s, 3; seq -w 9 10; seq 0.5 1.5", "1\n2\n3\n2\n3\n4\n1\n3\n5\n1,2,3\n09\n10\n0.5\n1.5\n"),
    ("echo a b c | xargs echo x; seq 4 | xargs -n2 echo; printf 'a b\\nc\\n' | xargs -I{} echo '[{}]'",
     "x a b c\n1 2\n3 4\n[a b]\n[c]\n"),
    ("echo a | tee f g; cat f g; echo b | tee -a f > /dev/null; cat f", "a\na\na\na\nb\n"),
    ("yes | head -n 2; yes no | head -n 1; printf 'a\\nb\\n' | tac; echo abc | rev", "y\ny\nno\nb\na\ncba\n"),
    ("printf 'a\\nb\\n' > f; printf '1\\n2\\n' > g; paste f g; nl f", "a\t1\nb\t2\n     1\ta\n     2\tb\n"),
    ("echo hello | md5sum; echo hello | sha1sum; printf '' | sha256sum",
     "b1946ac92492d2347c6235b4d2611184  -\nf572d396fae9206628714fb2ce00f72e94f2258f  -\n"
     "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855  -\n"),
    ("echo hi > f; md5sum f; toybox md5sum f | cut -c1-4; md5sum f > s; md5sum -c s",
     "764efa883dda1e11db47671c4a3bbd9e  f\n764e\nf: OK\n"),
    ("echo hello | base64; echo aGVsbG8K | base64 -d", "aGVsbG8K\nhello\n"),
    ("printf 'AB\\n' | xxd; printf 'AB' | xxd -p; printf 'AB' | od -An -tx1; echo 4142 | xxd -r -p",
     f"00000000: {'4142 0a':<39}  AB.\n4142\n 41 42\nAB"),
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
    ("env | grep ^HOME; printenv SHELL; env -i A=1 env; printenv NOPE; echo $?", "HOME=/\n/bin/sh\nA=1\n1\n"),
    ("pidof system_server; ps -A | grep -c system_server; ps -o NAME -p 1; pidof nope; echo $?", "812\n1\nNAME\ninit\n1\n"),
    ("command -v ls; which cat; type cd; which nope; echo $?", "/system/bin/ls\n/system/bin/cat\ncd is a shell builtin\n1\n"),
    ("su -c 'echo a b'; su root whoami; timeout 5 echo t; nohup echo n; time echo x", "a b\nroot\nt\nn\nx\n"),
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
    "ls cat cp mv rm mkdir find stat grep sed awk cut tr sort uniq head tail wc xargs date printf seq dd od xxd "
    "base64 du df touch ln chmod chown am pm input settings content dumpsys cmd wm ime svc service sqlite3 monkey "
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
