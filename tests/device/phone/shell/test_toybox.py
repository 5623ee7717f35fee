"""Tools of Android's toybox: archives, sums, texts, the kernel's devices; refusals as Android words them."""

import gzip
import io
import tarfile
import zipfile

import pytest

from device.phone.phone import Phone

SETTINGS = "com.android.settings"


@pytest.fixture
def phone() -> Phone:
    return Phone(seed=1)


@pytest.mark.parametrize(
    ("command", "output"),
    [
        ("printf 123456789 | cksum; cksum < /dev/null", "930766865 9\n4294967295 0\n"),
        ("expr 3 + 4 \\* 2; expr \\( 1 + 2 \\) \\* 3; expr abc : 'a\\(.\\)'; expr abcd : 'ab'; "
         "expr a = a; expr 2 \\< 10",
         "11\n9\nb\n2\n1\n1\n"),
        ("cd /sdcard; mkdir -p t/u; echo hi > t/a; echo ho > t/u/b; tar czf t.tgz t; "
         "rm -r t; tar xf t.tgz; cat t/u/b t/a; tar tf t.tgz | grep /a", "ho\nhi\nt/a\n"),
        ("cd /sdcard; mkdir d out; echo 1 > d/x; tar -c -f - d | tar -x -f - -C out; cat out/d/x; "
         "tar cf e.tar --exclude x d; tar tf e.tar", "1\nd/\n"),
        ("cd /sdcard; echo hi > f; gzip f; ls f*; zcat f.gz; gunzip f.gz; ls f*; gzip -c f | gzip -d",
         "f.gz\nhi\nf\nhi\n"),
        ("cd /sdcard; printf 'a\\nb\\n' > x; printf 'b\\nc\\n' > y; comm x y; comm -12 x y",
         "a\n\t\tb\n\tc\nb\n"),
        ("cd /sdcard; printf '1\\n2\\n3\\n' | split -l 2 - p; cat pab; printf abc | split -b 2; cat xab",
         "3\nc"),
        ("printf 'ab\\0hello\\1you' | strings; printf 'ab\\0hello' | strings -t d -n 3",
         "hello\n      3 hello\n"),
        ("cd /sdcard; printf x > a; screencap -p p.png; file a p.png; file -b . nothing",
         "a:     ASCII text\np.png: PNG image data, 1080 x 2400, 8-bit/color RGB, non-interlaced\n"
         "directory\ncannot open: No such file or directory\n"),
        ("mkdir -p /sdcard/t/a/b; cd /sdcard/t; >a/1; >a/b/2; >3; find . -path ./a -prune -o -type f -print; "
         "find . -name b -prune -o -print; find . -depth -name b -prune -o -name 2 -print",
         "./3\n.\n./3\n./a\n./a/1\n./a/b/2\n"),
        ("printf '1\\n2\\n' | sed '1i\\\nzero\\\n  half'; printf '1\\n' | sed 'a\\end'; "
         "printf '1\\n2\\n3\\n' | sed '1,2c gone'", "zero\n  half\n1\n2\n1\nend\ngone\n3\n"),
        ("f() { printf '1\\n2\\n3\\n4\\n' | sed \"$@\"; }; f -n '/2/{p;q}'; f 'N;s/\\n/-/'; f -n '1!G;h;$p'; "
         "f ':a;N;$!ba;s/\\n/,/g'; f -n '2,+1p'; f 'n;d'; f '$!N;P;D' | tail -n 1; f 's/2/two/;t;d'; "
         "f -n '2{x;p;g;l}'",
         "2\n1-2\n3-4\n4\n3\n2\n1\n1,2,3,4\n2\n3\n1\n3\n4\ntwo\n\n2$\n"),
        ("printf '\\327a\\303\\251\\n' | sed -n l", "\\327a\\303\\251$\n"),
        ("cd /sdcard; echo one > f; sed -i.bak s/one/two/ f; cat f f.bak; sed -i s/two/three/ f; cat f",
         "two\none\nthree\n"),
        ("for s in '2{' 'b nope' ':x;bx' '}'; do echo x | sed \"$s\" 2>&1 | cut -d'(' -f1; done",
         "sed: no } \nsed: no label 'nope' \nsed: too many steps \nsed: bad pattern '}'@1 \n"),
        ("cal 2 2024 | tail -n 1; cal | head -n 1", "25 26 27 28 29\n    October 2023\n"),
        ("cat /sys/class/power_supply/battery/capacity /sys/class/power_supply/battery/status; "
         "dumpsys battery set level 33; cat /sys/class/power_supply/battery/capacity", "100\nCharging\n33\n"),
        ("echo '7/2; scale=2; 7/2; -1/3; 2^10; x=5; x*2; 3>2; 1.5*1.5; 7%3; sqrt(2)' | bc; echo 1/3 | bc -l",
         "3\n3.50\n-.33\n1024\n10\n1\n2.25\n.01\n1.41\n.33333333333333333333\n"),
        ("timeout 5 watch -t -n 2 echo hi; echo $?", "hi\nhi\nhi\n124\n"),
        ("settings put global a ''; settings get global a; settings put system font_scale 1.3; "
         "settings get system font_scale", "\n1.3\n"),
        ("v=$(sqlite3 --version); w=$(sqlite3 :memory: 'select sqlite_version()'); "
         "echo ${v%% *} | grep -cx $w; sqlite3 -version | grep -cx \"$v\"", "1\n1\n"),
        ("cd /sdcard; sqlite3 x.db 'create table t(a)'; sqlite3 x.db vacuum; sqlite3 x.db .tables", "t\n"),
        ("content gettype --uri content://sms/1; content gettype --uri content://sms",
         "Result: vnd.android.cursor.item/sms\nResult: vnd.android.cursor.dir/sms\n"),
    ],
)  # fmt: skip
def test_it_says(phone: Phone, command: str, output: str) -> None:
    done = phone.shell(command)
    assert (done.text, done.stderr) == (output, b"")


@pytest.mark.parametrize(
    ("command", "complaint", "status"),
    [
        ("expr 1 / 0", "expr: division by zero", 2),
        ("echo 1/0 | bc", "bc: Math error: divide by 0", 0),
        ("echo '9^9^9' | bc", "bc: Math error", 0),
        ("expr a + 1", "expr: non-integer argument", 2),
        ("tar cf /sdcard/a.tar /sdcard/none", "No such file", 1),
        ("echo junk | gunzip", "not gzip", 1),
        ("unzip /sdcard/none.zip", "couldn't open", 1),
        ("sendevent /dev/input/event9 0 0 0", "No such file or directory", 1),
        ("pm grant org.tasks android.permission.CAMERA",
         "SecurityException: Package org.tasks has not requested permission android.permission.CAMERA",
         255),
        ("pm grant org.tasks android.permission.NOPE",
         "java.lang.IllegalArgumentException: Unknown permission: android.permission.NOPE", 255),
        ("pm set-home-activity no.such/.Home", "Error: Failed to set default home.", 1),
        ("pm path", "Error: no package specified", 1),
        ("settings put system font_scale abc",
         "java.lang.IllegalArgumentException: Invalid value: abc for setting: font_scale", 255),
        ("settings put system font_scale 50", "Invalid value: 50 for setting: font_scale", 255),
        ("wm density 10", "Error: density must be >= 72", 255),
        ("am hang", "cannot be hung", 1),
        ("sqlite3 /sdcard/x.db \"vacuum into '/sdcard/y.db'\"", "authorization denied", 1),
    ],
)  # fmt: skip
def test_it_refuses(phone: Phone, command: str, complaint: str, status: int) -> None:
    done = phone.shell(command)
    assert complaint in done.stderr.decode()
    assert done.exit_code == status


def test_managers_tell_their_whole_help(phone: Phone) -> None:
    assert "put [--user <USER_ID> | current] NAMESPACE KEY VALUE" in phone.shell("settings").text
    assert "--buffer=<buffer>" in phone.shell("logcat --help").text


def made(*members: tuple[str, bytes], link: tuple[str, str] | None = None) -> bytes:
    """A tar of somebody who means no good."""
    held = io.BytesIO()
    with tarfile.open(fileobj=held, mode="w") as archive:
        if link is not None:
            info = tarfile.TarInfo(link[0])
            info.type, info.linkname = tarfile.SYMTYPE, link[1]
            archive.addfile(info)
        for name, data in members:
            info = tarfile.TarInfo(name)
            info.size = len(data)
            archive.addfile(info, io.BytesIO(data))
    return held.getvalue()


def test_what_an_archive_holds_stays_in_the_folder(phone: Phone) -> None:
    phone.shell("mkdir -p /data/local/tmp/in; echo old > /data/local/tmp/out")
    for data in (
        made(("../out", b"new")),
        made(("a/../../out", b"new")),
        made(("up/out", b"new"), link=("up", "..")),
        made(("out", b"new"), link=("out", "/data/local/tmp/out")),
    ):
        phone.shell("tar x -C /data/local/tmp/in", data)
        assert phone.shell("cat /data/local/tmp/out").text == "old\n"
    assert (
        phone.shell("tar x -C /data/local/tmp/in; cat /data/local/tmp/in/abs", made(("/abs", b"x"))).text
        == "x"
    )
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as archive:
        archive.writestr("../out", "new")
        archive.writestr("good/file", "fine")
    phone.files.write("/data/local/tmp/z.zip", held.getvalue())
    assert phone.shell("cd /data/local/tmp; unzip -q z.zip -d in").exit_code == 1
    assert (
        phone.shell("cd /data/local/tmp; cat out in/good/file; unzip -p z.zip 'good/*'").text
        == "old\nfinefine"
    )
    assert "good/file" in phone.shell("unzip -l /data/local/tmp/z.zip").text


def test_bombs_do_not_go_off(phone: Phone) -> None:
    bomb = gzip.compress(bytes(300 * 1024 * 1024), 9)
    done = phone.shell("gunzip > /dev/null", bomb)
    assert (done.stderr, done.exit_code) == (b"gunzip: -: too large\n", 1)
    assert phone.shell("tar xz -C /data/local/tmp", bomb).stderr == b"tar: too large\n"
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a", bytes(300 * 1024 * 1024))
    phone.files.write("/data/local/tmp/b.zip", held.getvalue())
    assert "too large" in phone.shell("cd /data/local/tmp; unzip b.zip").stderr.decode()
    assert not phone.files.exists("/data/local/tmp/a")


def test_events_for_the_touchscreen_are_touches(phone: Phone) -> None:
    asked = phone.shell("getevent -pl /dev/input/event2").text
    assert "ABS_MT_POSITION_X    : value 0, min 0, max 1079" in asked
    send = "sendevent /dev/input/event2"
    phone.shell(f"am start -n {SETTINGS}/.Settings; input keyevent HOME")
    down, up = f"{send} 3 57 1; {send} 1 330 1", f"{send} 3 57 4294967295; {send} 1 330 0; {send} 0 0 0"
    way = f"{down}; {send} 3 53 540; {send} 3 54 2000; {send} 0 0 0; {send} 3 54 600; {send} 0 0 0"
    before = phone.events.since(0)[-1].number
    phone.shell(f"{way}; {up}")
    assert next(event.what for event in phone.events.since(before) if event.kind == "input").startswith(
        "swipe 540 2000"
    )
    phone.shell(f"{down}; {send} 3 53 100; {send} 3 54 900; {send} 0 0 0; sleep 1; {up}")
    assert phone.events.since(before)[-1].what.startswith("long press 100 900")


def test_a_made_up_number_is_of_its_kind_and_repeats(phone: Phone) -> None:
    one = phone.shell("uuidgen").text.strip()
    assert (one[14], len(one)) == ("4", 36)
    assert Phone(seed=1).shell("uuidgen").text.strip() == one


@pytest.mark.parametrize("command", ["dmesg", "lsof", "vmstat", "vmstat 1 3"])
def test_the_kernel_answers(phone: Phone, command: str) -> None:
    done = phone.shell(command)
    assert (done.stderr, done.exit_code) == (b"", 0)
    assert len(done.text.splitlines()) >= 3


@pytest.mark.parametrize(
    ("command", "said"),
    [
        ("dumpsys netstats", "iface=wlan0"),
        ("svc wifi disable; dumpsys netstats", "iface=rmnet0"),
        ("dumpsys sensorservice", "Accelerometer"),
        ("dumpsys media.camera", "Number of camera devices: 2"),
        ("dumpsys account", "Accounts: 0"),
        ("dumpsys thermalservice", "Thermal Status: 0"),
        ("dumpsys battery set level 41; dumpsys batterystats", "Battery level: 41"),
        ("dumpsys clipboard", "Clipboard service state"),
        ("dumpsys jobscheduler", "Registered 0 jobs"),
        ("cmd statusbar expand-notifications; dumpsys statusbar", "mPanelExpanded=true"),
        ("input keyevent SLEEP; dumpsys deviceidle", "mScreenOn=false"),
        ("cmd user list", "UserInfo{0:Owner:c13} running"),
        ("cmd telecom get-default-dialer", "com.google.android.dialer"),
        ("cmd device_config put a b c; cmd device_config get a b; cmd device_config list a", "c\nb=c\n"),
        ("cmd device_config get a b", "null\n"),
        ("cmd shortcut get-shortcuts org.tasks", "Success"),
    ],
)
def test_services_answer_from_the_phones_state(phone: Phone, command: str, said: str) -> None:
    done = phone.shell(command)
    assert said in done.text
    assert done.stderr == b""
