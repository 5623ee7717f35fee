"""What Android's shell, mksh, has beyond a POSIX shell, and time that commands take."""

import pytest

from device.phone.phone import Phone
from tests.boot import fresh_phone


@pytest.fixture
def phone() -> Phone:
    return fresh_phone()


@pytest.mark.parametrize(
    ("script", "output"),
    [
        ('x=banana.txt; echo "${x%.*}" "${x##*.}" "${x%%n*}" "${x//[an]/_}" "${x#"ban"}" "${x%\'.\'*}"',
         "banana txt ba b_____.txt ana.txt banana\n"),
        ("y='a*b*c'; echo \"${y#a\\*}\" \"${y##*\\*}\" \"${y/\\*/-}\" \"${none:-a b}\"", "b*c c a-b*c a b\n"),
        ("cd /sdcard; echo hi > 'a b'; echo $(<'a b') \"$(< \"a b\")\"", "hi hi\n"),
        ("a=1 b=$a; echo $b; b+=2; echo $b; b+=3 sh -c 'echo [$b]'; echo $b", "1\n12\n[123]\n12\n"),
        ("cat <<< \"a $((1+1))\"; read x y <<< 'p q'; echo $y", "a 2\nq\n"),
        ("f() { local x=2; g; echo $x; }; g() { x=5; }; x=1; f; echo $x", "5\n1\n"),
        ("run-as org.tasks pwd; echo 'echo $PWD' | run-as org.tasks; pwd",
         "/data/user/0/org.tasks\n/data/user/0/org.tasks\n/\n"),
        ("printf 'read x\\nfrom here\\necho $x $1' | sh -s q", "from here q\n"),
        ("printf 'echo a\\nif\\n' | sh 2>/dev/null; echo $?", "a\n1\n"),
        ("cd /data/local/tmp; exec 3>f; echo a >&3; cat f; (echo b >&3); exec 3>&-; echo c >>f; cat f",
         "a\na\nb\nc\n"),
        ("cd /data/local/tmp; exec 2>e; ls /nosuch; cat e; exec >o; echo hi; exec >/dev/tty; cat o",
         "ls: /nosuch: No such file or directory\nhi\n"),
        ("cd /data/local/tmp; printf '1\\n2\\n3\\n' >n; exec 4<n; read a <&4; read b <&4; echo $a$b; "
         "while read x; do echo $x; done <&4", "12\n3\n"),
        ("f() { exec 5>/data/local/tmp/g; }; f; echo x >&5; (exec 5>&-); echo y >&5; cat /data/local/tmp/g",
         "x\ny\n"),
        ("{ echo out; echo err >&2; } 3>&1 1>/dev/null 2>&3", "err\n"),
        ("read -n 3 x <<< abcdef; echo $x; read -t 5 y <<< 'q r'; echo $y", "abc\nq r\n"),
        ("set -o pipefail; false | true; echo $?; set -f; echo /*; echo $-", "1\n/*\nf\n"),
    ],
)  # fmt: skip
def test_it_says(phone: Phone, script: str, output: str) -> None:
    done = phone.shell(script)
    assert (done.text, done.stderr, done.exit_code) == (output, b"", 0)


@pytest.mark.parametrize(
    ("script", "complaint"),
    [
        ("cat <<EOF\nabc", "here document 'EOF' unclosed"),
        ("run-as no.such.app ls", "run-as: unknown package: no.such.app"),
        ("echo a >&3", "3: bad file descriptor"),
    ],
)
def test_it_complains(phone: Phone, script: str, complaint: str) -> None:
    assert complaint in phone.shell(script).stderr.decode()


def test_sleep_on_a_live_phone_takes_the_time_of_who_asked() -> None:
    seconds = [100.0]
    phone = Phone(seed=1, monotonic=lambda: seconds[0])
    begun, date = phone.clock.uptime_ms, phone.clock.date_ms
    assert phone.shell("sleep 1; sleep 1").slept_ms == 2000
    assert (phone.clock.uptime_ms - begun, phone.clock.date_ms - date) == (2000, 2000)
    seconds[0] += 2
    assert phone.clock.uptime_ms - begun == 2000
    seconds[0] += 1
    assert phone.clock.uptime_ms - begun == 3000
    assert phone.shell("echo a").slept_ms == 0


def test_a_script_runs_up_to_its_fault_and_tells_where_that_is(phone: Phone) -> None:
    done = phone.shell("echo a\necho b\nif fi\necho c")
    assert (done.text, done.stderr) == ("a\nb\n", b"/system/bin/sh: syntax error: unexpected 'fi'\n")
    assert done.exit_code == 1
    phone.files.write("/sdcard/x.sh", b"echo a\ncat <<E\n1\n2\nE\nnosuch\nif fi\necho b\n")
    done = phone.shell("cd /sdcard; sh x.sh; echo $?; sh < x.sh; . x.sh; echo no")
    assert done.text == "a\n1\n2\n1\na\n1\n2\na\n1\n2\n"
    lost, fault = "nosuch: inaccessible or not found", "syntax error: unexpected 'fi'"
    assert done.stderr.decode().splitlines() == [
        f"x.sh[6]: {lost}", f"x.sh[7]: {fault}", f"sh: <stdin>[6]: {lost}", f"sh: <stdin>[7]: {fault}",
        f"/system/bin/sh: x.sh[6]: {lost}", f"/system/bin/sh: x.sh[7]: {fault}",
    ]  # fmt: skip
    phone.files.write("/sdcard/y.sh", b"echo a\n\nif true; then\n  echo b\n")
    done = phone.shell("sh /sdcard/y.sh")
    assert (done.text, done.stderr) == ("a\n", b"/sdcard/y.sh[3]: syntax error: unmatched 'if'\n")


def test_what_exec_opened_stays_open_in_a_session(phone: Phone) -> None:
    session = phone.shell.session()
    session("exec 3>/sdcard/log; exec 4</proc/version")
    session("echo a >&3")
    assert session("echo b >&3; cat /sdcard/log; read x <&4; echo ${x%% *}").text == "a\nb\nLinux\n"
    assert session("exec 3>&-; echo c >&3").stderr == b"/system/bin/sh: 3: bad file descriptor\n"
