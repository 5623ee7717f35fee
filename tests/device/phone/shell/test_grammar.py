"""The language of the phone's shell. Expected values are those of a POSIX shell, written down."""

# ruff: noqa: E501, SIM905  (tables of commands with their exact output, one a line)

import shlex

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from device.phone.phone import Phone
from device.phone.shell.result import ShellResult
from device.phone.shell.stream import encode
from tests.boot import fresh_phone
from tests.thin import thinned


@pytest.fixture(scope="module")
def module_phone() -> Phone:
    return fresh_phone()


@pytest.fixture
def phone(module_phone: Phone) -> Phone:
    module_phone.reset()
    return module_phone


WORDS = [
    ("echo a   b", "a b\n"),
    ("echo 'a   b'", "a   b\n"),
    ('echo "a   b"', "a   b\n"),
    (r"echo a\ \ b", "a  b\n"),
    ("echo 'it'\"'\"'s'", "it's\n"),
    (r"echo 'a\nb'", "a\nb\n"),
    (r"echo -e 'a\nb'; echo -E 'a\nb'; echo -En 'c\td'; echo -eE '\e'", "a\nb\na\\nb\nc\\td\\e\n"),
    (
        r"echo 'a\\nb' \q; echo 'a\cb'; echo z; find /sdcard -maxdepth 0 -exec echo 'a\tb' ';'",
        "a\\nb q\naz\na\\tb\n",
    ),
    (r"echo -n x; echo -en '\ty\c'; echo z", "x\tyz\n"),
    (r"echo $'a\tb\'c\x41\u00e9'", "a\tb'cA\u00e9\n"),
    (r'echo -E "a\"b\\c\$d\`e\x"', 'a"b\\c$d`e\\x\n'),
    ("echo a#b #c", "a#b\n"),
    ("# only a comment", ""),
    ("echo a \\\n b", "a b\n"),
    ("echo ''", "\n"),
    ("echo a;;echo b", None),
    ("echo {a,b}{1,2}", "a1 a2 b1 b2\n"),
    ("echo {a} {} a{b", "{a} {} a{b\n"),
    ("echo '{a,b}'", "{a,b}\n"),
    ("echo ~ ~/x 'a~' a~", "/ /x a~ a~\n"),
    ("echo ünï 你好", "ünï 你好\n"),
]
VARIABLES = [
    ("A=1; echo $A ${A} $AB ${A}B", "1 1 1B\n"),
    ("A='a  b'; echo $A; echo \"$A\"", "a b\na  b\n"),
    ("A=x B=y; echo $A$B", "xy\n"),
    ("A=1 true; echo [$A]", "[]\n"),
    ("export A=1; sh -c 'echo $A'", "1\n"),
    ("A=1; sh -c 'echo [$A]'", "[]\n"),
    ("A=7 sh -c 'echo $A'; echo [$A]", "7\n[]\n"),
    ("echo ${X:-d} ${X-d} ${X:+s}.", "d d .\n"),
    ("X=; echo ${X:-d} [${X-d}] ${X+s}", "d [] s\n"),
    ("echo ${X:=v}; echo $X", "v\nv\n"),
    ('echo "${X:-a  b}"; echo ${X:-a  b}', "a  b\na b\n"),
    ("X=abcabc; echo ${#X} ${X#a*b} ${X##a*b} ${X%b*c} ${X%%b*c}", "6 cabc c abca a\n"),
    ("X=abcabc; echo ${X/b/-} ${X//b/-} ${X:1:2} ${X: -2}", "a-cabc a-ca-c bc bc\n"),
    ("F=/a/b.txt; echo ${F##*/} ${F%/*} ${F##*.}", "b.txt /a txt\n"),
    ("true; echo $?; false; echo $?; (exit 7); echo $?", "0\n1\n7\n"),
    ("set -- a 'b c' d; echo $# $1 \"$2\"; shift; echo $#", "3 a b c\n2\n"),
    ('set -- a "b c"; for x in "$@"; do echo "[$x]"; done', "[a]\n[b c]\n"),
    ("set -- a 'b c'; for x in $@; do echo [$x]; done", "[a]\n[b]\n[c]\n"),
    ('set -- a b; echo "$*"', "a b\n"),
    ("unset HOME; echo [$HOME]", "[]\n"),
    ("X='*'; echo \"$X\" '*'", "* *\n"),
    ("IFS=:; X=a:b:c; for p in $X; do echo $p; done", "a\nb\nc\n"),
    ("echo $", "$\n"),
    ("echo a$-b", "ab\n"),
    ("A=1; A+=2; echo $A", "12\n"),
]
SUBSTITUTION = [
    ("echo $(echo a; echo b)", "a b\n"),
    ('echo "$(echo a; echo b)"', "a\nb\n"),
    ("echo `echo a` `echo \\`echo b\\``", "a b\n"),
    ('echo "$(echo "in $(echo "deep")")"', "in deep\n"),
    ("X=$(printf 'a\\n\\n\\n'); echo \"[$X]\"", "[a]\n"),
    ("echo $(echo ')')", ")\n"),
    ("X=$(false); echo $?", "1\n"),
    ("echo $((1 + 2 * 3)) $((7 / 2)) $((-7 / 2)) $((-7 % 3))", "7 3 -3 -1\n"),
    ("X=5; echo $((X * 2)) $(($X + 1)) $((X > 3 && X < 9)) $((!X)) $((X == 5))", "10 6 1 0 1\n"),
    ("X=1; echo $((X += 4)) $X; echo $((0x1F)) $(( (1 + 2) * 3 ))", "5 5\n31 9\n"),
    ("echo $(( 9223372036854775807 + 1 ))", "-9223372036854775808\n"),
    ("echo $( (echo sub) )", "sub\n"),
]
LISTS = [
    ("true && echo y || echo n", "y\n"),
    ("false && echo y || echo n", "n\n"),
    ("false || false && echo x; echo z", "z\n"),
    ("! true; echo $?; ! false; echo $?", "1\n0\n"),
    ("echo a | cat | cat", "a\n"),
    ("echo a; echo b & echo c", "a\nb\nc\n"),
    ("{ echo a; echo b; } | cat", "a\nb\n"),
    ("(cd /sdcard; pwd); pwd", "/sdcard\n/\n"),
    ("X=1; (X=2); echo $X", "1\n"),
    ("X=1; echo | X=2; echo $X", "1\n"),
    ("{ X=2; }; echo $X", "2\n"),
    ("echo a &&\necho b", "a\nb\n"),
    ("echo a |\ncat", "a\n"),
    ("exit 3; echo no", ""),
    ("set -e; false; echo no", ""),
    ("set -e; false || true; if false; then :; fi; echo yes", "yes\n"),
    ("set -e; ! true; echo yes", "yes\n"),
    ("eval 'X=1; echo $X'", "1\n"),
    ("exec echo gone; echo no", "gone\n"),
]
COMPOUND = [
    ("if true; then echo a; fi", "a\n"),
    ("if false; then echo a; elif true; then echo b; else echo c; fi", "b\n"),
    ('\n   if [ -d "/sdcard" ]; then\n  echo "Exists"\n else\n echo "Does not exist"\n fi\n ', "Exists\n"),
    ("if false; then :; fi; echo $?", "0\n"),
    ("for i in 1 2 3; do echo $i; done", "1\n2\n3\n"),
    ("for i in; do echo $i; done; echo $?", "0\n"),
    ("for i in a b\ndo echo $i\ndone", "a\nb\n"),
    ("for i in 1 2 3 4; do [ $i = 2 ] && continue; [ $i = 4 ] && break; echo $i; done", "1\n3\n"),
    ("for i in 1 2; do for j in 1 2; do [ $j = 2 ] && continue 2; echo $i$j; done; done", "11\n21\n"),
    ("i=0; while [ $i -lt 3 ]; do echo $i; i=$((i+1)); done", "0\n1\n2\n"),
    ("i=0; until [ $i -ge 2 ]; do i=$((i+1)); done; echo $i", "2\n"),
    ("case abc in a*) echo A;; *) echo other;; esac", "A\n"),
    ("case x in (a|x) echo hit;; esac", "hit\n"),
    ("case 'a*' in 'a*') echo lit;; esac; case ab in 'a*') echo no;; esac", "lit\n"),
    ("case x in a) echo a;; esac; echo $?", "0\n"),
    ("case x in\n a) echo a\n ;;\n x)\n echo x\nesac", "x\n"),
    ("f() { echo [$1]; return 4; }; f hi; echo $?", "[hi]\n4\n"),
    ("function g { echo g; }; g", "g\n"),
    ("f() { echo $#; }; f 'a b' c", "2\n"),
    ("printf 'a\\nb c\\n' | while read x y; do echo \"$y-$x\"; done", "-a\nc-b\n"),
    ("printf 'a\\\\b\\n' | while read -r x; do echo -E \"$x\"; done", "a\\b\n"),
    ("while read x; do echo got $x; done <<E\none\ntwo\nE\n", "got one\ngot two\n"),
    ("for i in a b; do echo $i; done | tail -n 1", "b\n"),
]
REDIRECTIONS = [
    ("echo a > /sdcard/f; echo b >> /sdcard/f; cat /sdcard/f", "a\nb\n"),
    ("echo a > '/sdcard/a b'; cat < '/sdcard/a b'", "a\n"),
    ("echo e >&2 | cat", ""),
    ("{ echo o; echo e >&2; } 2>&1 | cat", "o\ne\n"),
    ("ls /nope 2>/dev/null; echo $?", "1\n"),
    ("ls /nope > /sdcard/f 2>&1; cat /sdcard/f", "ls: /nope: No such file or directory\n"),
    ("ls /nope &> /sdcard/f; cat /sdcard/f", "ls: /nope: No such file or directory\n"),
    ("{ echo a; echo b; } > /sdcard/f; cat /sdcard/f", "a\nb\n"),
    ("for i in 1 2; do echo $i; done > /sdcard/f; cat /sdcard/f", "1\n2\n"),
    ("> /sdcard/empty; ls /sdcard/empty", "/sdcard/empty\n"),
    ("cat <<E\nhi $HOME $(echo x)\nE\necho after", "hi / x\nafter\n"),
    ("cat <<'E'\n$HOME\nE\n", "$HOME\n"),
    ("cat <<-E\n\ta\n\tE\necho b", "a\nb\n"),
    ("cat <<A; cat <<B\n1\nA\n2\nB\n", "1\n2\n"),
    ("echo a > /dev/null; echo b > /dev/tty", "b\n"),
    ("echo a 1>&2 2>/dev/null", ""),
    ("echo x > /nope/f; echo $?", "1\n"),
    ("cat < /nope; echo $?", "1\n"),
]
TESTS = [
    ("[ a = a ]", 0), ("[ a = b ]", 1), ("[ a != b ]", 0), ("[ -z '' ]", 0), ("[ -n '' ]", 1), ("[ x ]", 0),
    ("[ '' ]", 1), ("[ ]", 1), ("[ 3 -gt 2 ]", 0), ("[ 3 -le 2 ]", 1), ("[ -d /sdcard ]", 0),
    ("[ -f /sdcard ]", 1), ("[ -e /nope ]", 1), ("[ ! -e /nope ]", 0), ("[ a = a -a b = c ]", 1),
    ("[ a = b -o c = c ]", 0), ("[ a -eq 1 ]", 2), ("[ a = a", 2), ("test -L /sdcard", 0),
    ("[[ abc == a* ]]", 0), ("[[ abc == 'a*' ]]", 1), ("[[ a == b || c == c ]]", 0),
    ("[[ -d /sdcard && ! -f /sdcard ]]", 0), ("[[ a < b ]]", 0), ("[ -x /system ]", 0),
    ("[ ! = ! ]", 0), ("[ -n = -n ]", 0), ("[ ! ]", 0),
]  # fmt: skip
GLOBS = [
    ("cd /sdcard; mkdir g; touch g/b.txt g/a.txt g/.h g/c; echo g/*", "g/a.txt g/b.txt g/c\n"),
    ("cd /sdcard/; mkdir g; touch g/b.txt g/a.txt; echo g/*.txt g/?.t?t g/[ab].txt", "g/a.txt g/b.txt " * 3),
    ("mkdir /sdcard/g; touch /sdcard/g/.h; echo /sdcard/g/* /sdcard/g/.*", "/sdcard/g/* /sdcard/g/.h\n"),
    (
        "mkdir -p /sdcard/g/x /sdcard/g/y; touch /sdcard/g/x/f; echo /sdcard/g/*/",
        "/sdcard/g/x/ /sdcard/g/y/\n",
    ),
    ("mkdir -p /sdcard/g/x; touch /sdcard/g/x/f; echo /sdcard/*/x/f", "/sdcard/g/x/f\n"),
    ("mkdir '/sdcard/a b'; touch '/sdcard/a b/f'; echo /sdcard/'a b'/*", "/sdcard/a b/f\n"),
    ("touch /sdcard/x; echo '/sdcard/*' \"/sdcard/*\" /sdcard/\\*", "/sdcard/* /sdcard/* /sdcard/*\n"),
    ("echo /nope/*", "/nope/*\n"),
    ("touch /sdcard/g1 /sdcard/g2; echo /sdcard/g[!1]", "/sdcard/g2\n"),
    ("echo [", "[\n"),
]
PRINTF = [
    ("printf '%s-%s\\n' a b c", "a-b\nc-\n"),
    ("printf '%5d|%-5d|%05d|%x|%o|%c\\n' 42 42 42 255 8 xyz", "   42|42   |00042|ff|10|x\n"),
    ("printf '%.2f %e\\n' 3.14159 1000", "3.14 1.000000e+03\n"),
    ("printf '%%|%b|%s\\n' 'a\\tb' 'a\\tb'", "%|a\tb|a\\tb\n"),
    ("printf 'no newline'", "no newline"),
    ("printf '%d %d\\n' 0x10 010", "16 8\n"),
    ("printf '%s\\n'", "\n"),
    ("printf '\\x41\\102\\n'", "AB\n"),
]
ALL = [*WORDS, *VARIABLES, *SUBSTITUTION, *LISTS, *COMPOUND, *REDIRECTIONS, *GLOBS, *PRINTF]


@pytest.mark.parametrize(("command", "expected"), [row for row in ALL if row[1] is not None])
def test_output(phone: Phone, command: str, expected: str) -> None:
    found = phone.shell(command).stdout.decode()
    assert found.split() == expected.split() if command.startswith("cd /sdcard/;") else found == expected


@pytest.mark.parametrize(("command", "status"), TESTS)
def test_conditions(phone: Phone, command: str, status: int) -> None:
    assert phone.shell(command).exit_code == status


SH = "/system/bin/sh: "


@pytest.mark.parametrize(
    ("command", "message", "status"),
    [
        ("foo", "foo: inaccessible or not found", 127),
        ("foo bar; true", "foo: inaccessible or not found", 0),
        ("/data/local/tmp/foo", "/data/local/tmp/foo: inaccessible or not found", 127),
        ("/sdcard", "/sdcard: can't execute: Is a directory", 126),
        ('echo "', "no closing quote", 1),
        ("echo 'a", "no closing quote", 1),
        ("echo `a", "no closing quote", 1),
        ("echo (", "syntax error: unexpected '('", 1),
        ("echo a )", "syntax error: unexpected ')'", 1),
        ("| cat", "syntax error: unexpected '|'", 1),
        ("echo a | ", "syntax error: unexpected EOF", 1),
        ("echo a &&", "syntax error: unexpected EOF", 1),
        ("; echo", "syntax error: unexpected ';'", 1),
        ("echo a;;echo b", "syntax error: unexpected ';;'", 1),
        ("if true; then echo", "syntax error: unmatched 'if'", 1),
        ("fi", "syntax error: unexpected 'fi'", 1),
        ("if true; echo; fi", "syntax error: unexpected 'fi'", 1),
        ("for i in a; echo; done", "syntax error: unexpected 'echo'", 1),
        ("while true", "syntax error: unmatched 'while'", 1),
        ("{ echo a", "syntax error: unmatched '{'", 1),
        ("(echo a", "syntax error: unmatched '('", 1),
        ("case x in a) echo", "syntax error: unmatched 'case'", 1),
        ("echo >", "syntax error: unexpected EOF", 1),
        ("echo ${", "bad substitution", 1),
        ("echo ${X?gone}; echo no", "X: gone", 1),
        ("echo ${X:?}", "X: parameter null or not set", 1),
        ("echo $((1/0))", "divisor is zero", 1),
        ("echo $((1+))", "1+: syntax error in expression", 1),
        ("for i in ${X?gone}; do :; done; echo no", "X: gone", 1),
        ("echo a > ${X?gone}; echo no", "X: gone", 1),
        ("(echo ${X?gone}); true", "X: gone", 0),
        ("set -u; echo $NOPE; echo no", "NOPE: parameter not set", 1),
        ("cd /nope", "cd: /nope: No such file or directory", 2),
        ("cd /proc/version", "cd: /proc/version: Not a directory", 2),
        ("echo > /nope/f", "can't create /nope/f: No such file or directory", 1),
        ("echo > /system/f", "can't create /system/f: Read-only file system", 1),
        ("cat < /nope", "can't open /nope: No such file or directory", 1),
        (". /nope", ".: /nope: No such file or directory", 1),
        ("echo a >&7", "7: bad file descriptor", 1),
    ],
)
def test_complaints(phone: Phone, command: str, message: str, status: int) -> None:
    result = phone.shell(command)
    assert result.stderr.decode() == f"{SH}{message}\n"
    assert result.exit_code == status


def test_a_syntax_error_runs_nothing_of_the_line(phone: Phone) -> None:
    assert phone.shell('echo a; am broadcast -a x --es t "a " b"').output == (
        (2, b"/system/bin/sh: no closing quote\n"),
    )


def test_an_unknown_command_is_logged(phone: Phone) -> None:
    phone.log.clear()
    phone.shell("no_such_tool --x")
    assert list(phone.log) == ["W/sh: no_such_tool: inaccessible or not found"]


def test_output_keeps_its_order_in_time(phone: Phone) -> None:
    result = phone.shell("echo 1; echo 2 >&2; echo 3; nope; echo 4")
    assert [fd for fd, _ in result.output] == [1, 2, 1, 2, 1]
    assert result.merged == b"1\n2\n3\n/system/bin/sh: nope: inaccessible or not found\n4\n"
    assert (result.stdout, result.exit_code) == (b"1\n3\n4\n", 0)


def test_stdin_reaches_the_commands(phone: Phone) -> None:
    assert phone.shell("read x; echo [$x]; cat", b"one\ntwo\nthree").stdout == b"[one]\ntwo\nthree"
    assert phone.shell("cat", b"\x00\xff\n").stdout == b"\x00\xff\n"


def test_every_call_is_a_shell_of_its_own_and_a_session_is_one(phone: Phone) -> None:
    phone.shell("cd /sdcard; X=1; f() { :; }")
    assert phone.shell("pwd; echo [$X]").stdout == b"/\n[]\n"
    session = phone.shell.session({"TERM": "dumb"})
    session("cd /sdcard; X=1; f() { echo f; }")
    assert session("pwd; echo $X $TERM; f").stdout == b"/sdcard\n1 dumb\nf\n"
    assert session.prompt == "oriole:/sdcard # "
    assert session("echo ${NOPE?}; echo no").exit_code == 1
    assert not session.exited
    assert session("exit 5").exit_code == 5
    assert session.exited


def test_scripts_run_from_files(phone: Phone) -> None:
    phone.files.write("/data/local/tmp/s.sh", b"#!/system/bin/sh\necho $0 $1 $#\nexit 3\n")
    assert phone.shell("sh /data/local/tmp/s.sh a b").stdout == b"/data/local/tmp/s.sh a 2\n"
    assert phone.shell("/data/local/tmp/s.sh").exit_code == 126
    result = phone.shell("chmod +x /data/local/tmp/s.sh; cd /data/local/tmp; ./s.sh x; echo $?")
    assert result.stdout == b"./s.sh x 1\n3\n"
    assert phone.shell("echo 'echo piped $0' | sh").stdout == b"piped sh\n"
    assert phone.shell("sh -c 'echo $0 $1' name arg").stdout == b"name arg\n"
    assert phone.shell("source /data/local/tmp/s.sh q; echo no").exit_code == 3


def test_sleep_takes_the_phone_s_time(phone: Phone) -> None:
    before = phone.clock.uptime_ms
    phone.shell("sleep 1.5; sleep 2m")
    assert phone.clock.uptime_ms - before == 121_500


@pytest.mark.parametrize(
    "command",
    thinned(
        [
            "while true; do :; done",
            "until false; do echo x; done",
            "f() { f; }; f",
            "f() { f | f; }; f",
            "while :; do cat /sdcard/big; done",
            "sh -c 'sh -c \"while :; do :; done\"'",
            "eval 'while :; do :; done'",
            "x=a; while :; do x=$x$x; done",
            ". /data/local/tmp/self.sh",
            "find / -exec sh -c 'while :; do :; done' \\;",
        ],
        3,
    ),
)
def test_what_never_ends_is_killed(phone: Phone, command: str) -> None:
    phone.files.write("/sdcard/big", b"x" * 10_000_000)
    phone.files.write("/data/local/tmp/self.sh", b". /data/local/tmp/self.sh\n")
    result = phone.shell(command)
    assert result.exit_code == 137
    assert result.stderr.startswith(b"/system/bin/sh: killed: ")


@pytest.mark.parametrize(
    "opening", ["(", "{ ", "$(", '"$(', "`", "if ", "${x:-", "$((", "[[ ( ", "! ", "f() {"]
)
def test_deep_nesting_is_an_error_not_a_crash(phone: Phone, opening: str) -> None:
    for count in (30, 3000):
        assert isinstance(phone.shell("echo " + opening * count), ShellResult)
        assert isinstance(phone.shell(opening * count), ShellResult)


# -- any text ------------------------------------------------------------------------------------------------
PIECES = st.lists(
    st.sampled_from(
        "a b 1 echo cat ls grep find if then else fi for in do done case esac while ! { } ( ) [ ] [[ ]] "
        "&& || | ; ;; & > >> < << 2>&1 ' \" ` $ $( $(( )) ${ } \\ \n # * ? ~ = x=1 $x $@ $? - -n -e -r / . .. "
        "/sdcard /dev/null am pm input settings get put tap start -a -n content query --uri %s \0 你".split(
            " "
        )
    ),
    max_size=14,
)


@settings(max_examples=400, deadline=None)
@given(PIECES.map(" ".join) | PIECES.map("".join) | st.text(max_size=40))
@example("echo ${x//")
@example("echo ${x#[")
def test_any_text_is_a_command(module_phone: Phone, command: str) -> None:
    assert isinstance(module_phone.shell(command), ShellResult)


@settings(max_examples=150, deadline=None)
@given(st.binary(max_size=40), st.binary(max_size=40))
def test_any_bytes_are_a_command(module_phone: Phone, command: bytes, stdin: bytes) -> None:
    assert isinstance(module_phone.shell(command.decode("utf-8", "surrogateescape"), stdin), ShellResult)


@settings(max_examples=200, deadline=None)
@given(st.text(st.characters(exclude_characters="\0"), max_size=30))
@example("-")
@example("a\\")
@example("\ud800")
def test_a_quoted_text_arrives_as_it_is(module_phone: Phone, text: str) -> None:
    shown = module_phone.shell(f"printf %s {shlex.quote(text)}").stdout
    assert shown == encode(text)
    assert module_phone.shell(f"echo -E {shlex.quote('=' + text)}").stdout == b"=" + shown + b"\n"
    assert module_phone.shell(f'x={shlex.quote(text)}; printf %s "$x"').stdout == shown


@settings(max_examples=100, deadline=None)
@given(st.lists(st.text(st.characters(exclude_characters="\0"), max_size=12), max_size=5))
def test_arguments_stay_apart(module_phone: Phone, words: list[str]) -> None:
    command = "set -- " + " ".join(map(shlex.quote, words)) + '; printf "%s\\n" $#'
    if words and words[0].startswith(("-", "+")):
        command = command.replace("set -- ", "set -- ", 1)
    assert module_phone.shell(command).stdout.decode().strip() == str(len(words))


def test_a_shell_within_goes_by_its_own_name(phone: Phone) -> None:
    done = phone.shell("sh -c 'case ${X?gone} in *) ;; esac'; true")
    assert (done.stderr, done.exit_code) == (b"sh: X: gone\n", 0)
