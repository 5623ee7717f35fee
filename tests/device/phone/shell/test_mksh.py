"""What Android's shell, mksh, has beyond a POSIX shell, and time that commands take."""

import pytest

from device.phone.phone import Phone


@pytest.fixture
def phone() -> Phone:
    return Phone(seed=1)


@pytest.mark.parametrize(
    ("script", "output"),
    [
        ("((i=5)); ((i++)); echo $i $((i--)) $i $((--i)); ((0)) || echo zero", "6 6 5 4\nzero\n"),
        ("echo $((5--3)) $((5- -3)) $((1+ ++i)); ( (echo a) )", "8 8 2\na\n"),
        ('x=banana.txt; echo "${x%.*}" "${x##*.}" "${x%%n*}" "${x//[an]/_}" "${x#"ban"}" "${x%\'.\'*}"',
         "banana txt ba b_____.txt ana.txt banana\n"),
        ("y='a*b*c'; echo \"${y#a\\*}\" \"${y##*\\*}\" \"${y/\\*/-}\" \"${none:-a b}\"", "b*c c a-b*c a b\n"),
        ("cd /sdcard; echo hi > 'a b'; echo $(<'a b') \"$(< \"a b\")\"", "hi hi\n"),
        ("let x=3*4 y=x+1; echo $x $y; let 0; echo $?", "12 13\n1\n"),
        ("a=1 b=$a; echo $b; b+=2; echo $b; b+=3 sh -c 'echo [$b]'; echo $b", "1\n12\n[123]\n12\n"),
        ("a=(x 'y z'); echo ${a[1]} ${#a[@]} ${#a[1]} $a; printf '[%s]' \"${a[@]}\"",
         "y z 2 3 x\n[x][y z]"),
        ("a=(1 2); a+=(3); i=1; a[i+4]=9; echo ${a[*]} ${a[$i]} $((a[0]+a[2]))", "1 2 3 9 2 4\n"),
        ("a=(1 2); unset a[0]; echo ${a[@]}; unset a; echo ${#a[@]}; echo ${a[1]:-none}", "2\n0\nnone\n"),
        ("env 'x[foo]=1' sh -c 'echo [${x[@]}]'; ((a[01]=7)); echo ${a[1]}; printf 'echo $x\\n' | x=5 su",
         "[]\n7\n5\n"),
        ("cat <<< \"a $((1+1))\"; read x y <<< 'p q'; echo $y", "a 2\nq\n"),
        ("trap 'echo bye $?' EXIT; echo a; trap : INT; exit 0", "a\nbye 0\n"),
        ("(trap 'echo sub' 0; echo in); sh -c \"trap 'echo c; exit 9' EXIT\"; echo $?", "in\nsub\nc\n9\n"),
        ("trap 'echo x' INT; trap; trap - INT; trap", "trap -- 'echo x' INT\n"),
        ("set -- -a -bfoo -b bar -c x y; while getopts ab:c o; do echo $o $OPTARG; done; "
         "shift $((OPTIND-1)); echo $*", "a\nb foo\nb bar\nc\nx y\n"),
        ("set -- -x -b; while getopts :b: o; do echo $o $OPTARG; done; echo $OPTIND", "? x\n: b\n3\n"),
        ("alias ll='ls -d'; ll /sdcard; alias ll; alias ls='ls -d'; ls /data; unalias ls ll; alias",
         "/sdcard\nll='ls -d'\n/data\n"),
        ("umask; umask 077; umask; >/data/local/tmp/q; stat -c %a /data/local/tmp/q; umask -S",
         "000\n077\n600\nu=rwx,g=,o=\n"),
        ("ulimit -n; ulimit", "32768\nunlimited\n"),
        ("f() { local x=2; g; echo $x; }; g() { x=5; }; x=1; f; echo $x", "5\n1\n"),
        ("run-as org.tasks pwd; echo 'echo $PWD' | run-as org.tasks; pwd",
         "/data/user/0/org.tasks\n/data/user/0/org.tasks\n/\n"),
        ("printf 'read x\\nfrom here\\necho $x $1' | sh -s q", "from here q\n"),
        ("printf 'echo a\\nif\\n' | sh 2>/dev/null; echo $?", "a\n1\n"),
        ("false | true | (exit 3); echo ${PIPESTATUS[0]} ${PIPESTATUS[@]}", "1 1 0 3\n"),
        ("yes | head -n 1; echo ${PIPESTATUS[@]}", "y\n141 0\n"),
        ("cd /data/local/tmp; exec 3>f; echo a >&3; cat f; (echo b >&3); exec 3>&-; echo c >>f; cat f",
         "a\na\nb\nc\n"),
        ("cd /data/local/tmp; exec 2>e; ls /nosuch; cat e; exec >o; echo hi; exec >/dev/tty; cat o",
         "ls: /nosuch: No such file or directory\nhi\n"),
        ("cd /data/local/tmp; seq 4 >n; exec 4<n; read a <&4; read -u4 b; echo $a$b; while read x; do "
         "echo $x; done <&4", "12\n3\n4\n"),
        ("f() { exec 5>/data/local/tmp/g; }; f; echo x >&5; (exec 5>&-); echo y >&5; cat /data/local/tmp/g",
         "x\ny\n"),
        ("{ echo out; echo err >&2; } 3>&1 1>/dev/null 2>&3", "err\n"),
        ("read -n 3 x <<< abcdef; echo $x; read -t 5 y <<< 'q r'; echo $y; read -A a <<< '1 2'; echo ${a[1]}",
         "abc\nq r\n2\n"),
        ("readonly A=1 B; echo $A; readonly; (readonly C=2; echo $C); C=3; echo $C",
         "1\nreadonly A=1\nreadonly B=\n2\n3\n"),
        ("set -o pipefail; false | true; echo $?; set -f; echo /*; echo $-", "1\n/*\nf\n"),
        ("print -n a b; print -r 'c\\n'; print -u1 -- -d; print 'e\\tf'", "a bc\\n\n-d\ne\tf\n"),
    ],
)  # fmt: skip
def test_it_says(phone: Phone, script: str, output: str) -> None:
    done = phone.shell(script)
    assert (done.text, done.stderr, done.exit_code) == (output, b"", 0)


@pytest.mark.parametrize(
    ("script", "complaint"),
    [
        ("getopts a o -z", "-z: unknown option"),
        ("getopts a: o -a", "-a: option requires argument"),
        ("cat <<EOF\nabc", "here document 'EOF' unclosed"),
        ("trap x NOSIGNAL", "trap: bad signal 'NOSIGNAL'"),
        ("let 1/0", "let: divisor is zero"),
        ("run-as no.such.app ls", "run-as: unknown package: no.such.app"),
        ("timeout x ls", "bad number 'x'"),
        ("echo a >&3", "3: bad file descriptor"),
        ("read -u 7 x", "read: -u: 7: bad file descriptor"),
    ],
)
def test_it_complains(phone: Phone, script: str, complaint: str) -> None:
    assert complaint in phone.shell(script).stderr.decode()


def test_time_is_told_and_kept_on_the_phones_clock(phone: Phone) -> None:
    done = phone.shell("time { sleep 61.5; echo a; }")
    assert (done.text, done.stderr) == ("a\n", b"    1m01.50s real     0m00.00s user     0m00.00s system\n")
    begun = phone.clock.uptime_ms
    assert phone.shell("timeout 1 sleep 5; echo $?; timeout 5 sleep 1; echo $?").text == "124\n0\n"
    assert phone.clock.uptime_ms - begun == 2000
    assert phone.shell("timeout 3 sh -c 'timeout 9 sleep 8; echo no'; echo $?").text == "124\n"
    assert phone.shell("timeout 9 sh -c 'timeout 3 sleep 8; echo $?'; echo $?").text == "124\n0\n"
    assert phone.shell("timeout 2.5 sh -c 'while :; do sleep 1; echo .; done'; echo $?").text == ".\n.\n124\n"


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


def test_commands_are_told_before_they_run(phone: Phone) -> None:
    done = phone.shell(
        "set -x; A=1; echo 'a b' $A; B='x y' true; for i in 1 2; do : $i; done; set +x; echo c"
    )
    assert done.stderr.decode().splitlines() == [
        "+ A=1 ", "+ echo 'a b' 1", "+ B='x y' true", "+ : 1", "+ : 2", "+ set +x",
    ]  # fmt: skip
    assert phone.shell("sh -xc 'echo hi'").stderr == b"+ echo hi\n"


@pytest.mark.parametrize("change", ["A=2", "A+=2", "for A in x; do :; done", "export A=2", "read A <<< 2"])
def test_a_fixed_variable_ends_the_script_that_changes_it(phone: Phone, change: str) -> None:
    done = phone.shell(f"readonly A=1; unset A || echo kept; {change}; echo no")
    assert (done.text, done.exit_code) == ("kept\n", 2)
    assert done.stderr == b"/system/bin/sh: read-only: A\n" * 2


def test_what_exec_opened_stays_open_in_a_session(phone: Phone) -> None:
    session = phone.shell.session()
    session("exec 3>/sdcard/log; exec 4</proc/version")
    session("echo a >&3")
    assert session("echo b >&3; cat /sdcard/log; read -u4 x; echo ${x%% *}").text == "a\nb\nLinux\n"
    assert session("exec 3>&-; echo c >&3").stderr == b"/system/bin/sh: 3: bad file descriptor\n"
