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
