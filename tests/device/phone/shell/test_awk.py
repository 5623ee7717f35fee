"""awk: programs with their exact output, complaints, and any text as a program."""

# ruff: noqa: E501, SIM905  (tables of programs with their exact output, one a line)

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from device.phone.phone import Phone
from tests.thin import thinned

TABLE = "Alice 30 Berlin\nBob 25 Paris\nCarol 35 Berlin\n"
DF = (
    "Filesystem 1K-blocks Used Available Use% Mounted on\n/dev/root 2097152 2097152 0 100% /\n"
    "/dev/block/dm-5 524288 908 523380 0% /data\n"
)


@pytest.fixture(scope="module")
def module_phone() -> Phone:
    return Phone(seed=1)


@pytest.fixture
def phone(module_phone: Phone) -> Phone:
    module_phone.reset()
    module_phone.files.write("/sdcard/t", TABLE.encode())
    module_phone.files.write("/sdcard/df", DF.encode())
    return module_phone


PROGRAMS = [
    # fields and printing
    ("{print $1, $3}", "Alice Berlin\nBob Paris\nCarol Berlin\n"),
    ("{print}", TABLE),
    ("1", TABLE),
    ("NR==2", "Bob 25 Paris\n"),
    ("{print NR\": \"$NF}", "1: Berlin\n2: Paris\n3: Berlin\n"),
    ("{print $(NF-1)}", "30\n25\n35\n"),
    ("END{print NR}", "3\n"),
    ("BEGIN{print \"a\" \"b\", 1+2 \"x\"}", "ab 3x\n"),
    ("BEGIN{OFS=\"-\"} {$1=$1; print}", "Alice-30-Berlin\nBob-25-Paris\nCarol-35-Berlin\n"),
    ("BEGIN{ORS=\"|\"} {print $1}", "Alice|Bob|Carol|"),
    ("{$2=\"\"; print; exit}", "Alice  Berlin\n"),
    ("{$5=\"e\"; print NF, $0; exit}", "5 Alice 30 Berlin  e\n"),
    ("{NF=2; print}", "Alice 30\nBob 25\nCarol 35\n"),
    ("{$0=\"x y\"; print $2, NF; exit}", "y 2\n"),
    ("BEGIN{printf \"%-5s|%3d|%05.1f|%x|%c|%%\\n\", \"ab\", 7.9, 3.14159, 255, 65}", "ab   |  7|003.1|ff|A|%\n"),
    ("BEGIN{printf(\"%s %s\\n\", \"a\", \"b\")}", "a b\n"),
    ("BEGIN{printf \"%*d|%.2s|%c\\n\", 4, 5, \"abc\", \"xyz\"}", "   5|ab|x\n"),
    ("BEGIN{print 1e3, 0.1+0.2, 1/3, 100000000, 2^31, -3 % 2, 1e20}", "1000 0.3 0.333333 100000000 2147483648 -1 1e+20\n"),
    # patterns
    ("/Berlin/", "Alice 30 Berlin\nCarol 35 Berlin\n"),
    ("!/Berlin/{print $1}", "Bob\n"),
    ("$2>26{print $1}", "Alice\nCarol\n"),
    ("$3==\"Paris\"", "Bob 25 Paris\n"),
    ("$1~/^[AB]/{print $1}", "Alice\nBob\n"),
    ("$1!~/^[AB]/{print $1}", "Carol\n"),
    ("$2>20 && $3==\"Paris\" || NR==3 {print $1}", "Bob\nCarol\n"),
    ("/Bob/,/Carol/{print $1}", "Bob\nCarol\n"),
    ("NR==1,NR==2", "Alice 30 Berlin\nBob 25 Paris\n"),
    ("BEGIN{x=\"A\"} $1 ~ x {print $1}", "Alice\n"),
    ("NR>1{exit} {print $1} END{print \"end\"}", "Alice\nend\n"),
    ("/Bob/{next} {print $1}", "Alice\nCarol\n"),
    # arrays
    ("{a[$3]++} END{for (k in a) print k, a[k]}", "Berlin 2\nParis 1\n"),
    ("{s+=$2} END{print s, s/NR}", "90 30\n"),
    ("{n[$1]=$2} END{if (\"Bob\" in n) print n[\"Bob\"]; if (!(\"Eve\" in n)) print \"none\"}", "25\nnone\n"),
    ("{a[NR]=$1} END{for (i=NR; i>0; i--) print a[i]}", "Carol\nBob\nAlice\n"),
    ("{a[$1]=1} END{delete a[\"Bob\"]; n=0; for (k in a) n++; print n, length(a); delete a; print length(a)}", "2 2\n0\n"),
    ("BEGIN{a[1,2]=3; if ((1,2) in a) print \"yes\"; for (k in a) {split(k, p, SUBSEP); print p[1] p[2]}}", "yes\n12\n"),
    ("!seen[$3]++{print $3}", "Berlin\nParis\n"),
    # control
    ("BEGIN{i=0; while (i<3) {printf \"%d \", i; i++}; print \"\"}", "0 1 2 \n"),
    ("BEGIN{do {i++} while (i<5); print i}", "5\n"),
    ("BEGIN{for (;;) {if (++i>3) break; if (i==2) continue; print i}}", "1\n3\n"),
    ("{if ($2>29) print $1, \"old\"; else print $1, \"young\"}", "Alice old\nBob young\nCarol old\n"),
    ("{if ($2>29)\n  print $1\nelse {\n  print \"-\"\n}\n}", "Alice\n-\nCarol\n"),
    ("BEGIN { x = 5; print (x > 3) ? \"big\" : \"small\" }", "big\n"),
    ("BEGIN{print 1==1.0, \"a\"<\"b\", 10<9, \"10\"<\"9\", !0, !\"\"}", "1 1 0 1 1 1\n"),
    ("BEGIN{x; print x+0, \"[\" x \"]\", length(x), x==0, x==\"\"}", "0 [] 0 1 1\n"),
    ("BEGIN{i=5; print i++ + ++i, i, -i^2, 2^3^2, !i, i--}", "12 7 -49 512 0 7\n"),
    ("BEGIN{x=y=3; x+=2; x*=2; x-=1; x/=3; x%=2; x^=3; print x, y}", "1 3\n"),
    ("BEGIN{$0=\"a b c\"; i=1; print $i++, i; print $++i}", "0 1\nb\n"),
    ("BEGIN{exit 3} END{print \"never\"}", ""),
    ("# a comment\nBEGIN { # another\n print \"a\" ; \n\n print \"b\" \\\n \"c\" }", "a\nbc\n"),
    # functions
    ("BEGIN{print length(\"hello\"), substr(\"hello\",2,3), substr(\"hello\",0,2), substr(\"hello\",4), index(\"hello\",\"l\")}", "5 ell h lo 3\n"),
    ("{print length; exit}", "15\n"),
    ("BEGIN{n=split(\"a:b:c\",p,\":\"); print n, p[1] p[3]; print split(\"2024-01-02\", d, /-/), d[2]; print split(\"\", e)}", "3 ac\n3 01\n0\n"),
    ("BEGIN{s=\"aaa\"; print sub(/a/,\"b\",s), s; print gsub(/a/,\"<&>\",s), s; gsub(\"<\",\"\\\\&\",s); print s}", "1 baa\n2 b<a><a>\nb&a>&a>\n"),
    ("{gsub(/[aeiou]/,\"_\"); print $1}", "Al_c_\nB_b\nC_r_l\n"),
    ("BEGIN{s=\"abc\"; gsub(/x*/,\"-\",s); print s; t=\"abc\"; gsub(/b*/,\"-\",t); print t}", "-a-b-c-\n-a-c-\n"),
    ("BEGIN{print match(\"foobar\",/o+/), RSTART, RLENGTH; print match(\"x\",/y/), RSTART, RLENGTH}", "2 2 2\n0 0 -1\n"),
    ("BEGIN{print sprintf(\"%03d\",7), tolower(\"ÄB\"), toupper(\"xy\"), int(3.9), int(-3.9), int(\"12abc\")}", "007 äb XY 3 -3 12\n"),
    ("BEGIN{print sqrt(16), exp(0), log(1), sin(0), cos(0), atan2(0,1)}", "4 1 0 0 1 0\n"),
    ("function f(n) { return n<2 ? 1 : n*f(n-1) } BEGIN{print f(5)}", "120\n"),
    ("function fill(a, n,  i) { for (i=1;i<=n;i++) a[i]=i*i } BEGIN{fill(q,3); print q[1] q[2] q[3], i}", "149 \n"),
    # input and output
    ("BEGIN{while ((getline line < \"/sdcard/df\") > 0) n++; print n, line}", "3 /dev/block/dm-5 524288 908 523380 0% /data\n"),
    ("BEGIN{\"echo hi; echo ho\" | getline x; \"echo hi; echo ho\" | getline; print x, $0}", "hi ho\n"),
    ("/Alice/{getline; print \"then\", $1}", "then Bob\n"),
    ("{print $1 > \"/sdcard/o\"} END{close(\"/sdcard/o\"); while ((getline l < \"/sdcard/o\")>0) print l}", "Alice\nBob\nCarol\n"),
    ("{print $1 | \"sort -r\"}", "Carol\nBob\nAlice\n"),
    ("BEGIN{r=system(\"echo in; exit 3\"); print r}", "in\n3\n"),
    ("{print FILENAME, FNR; exit}", "/sdcard/t 1\n"),
    ("BEGIN{RS=\"\"} {print NR, $1, NF}", "1 Alice 9\n"),
    ("BEGIN{RS=\" \"} NR==1", "Alice\n"),
    ("BEGIN{FS=\"[ e]+\"} {print $2; exit}", "30\n"),
    ("BEGIN{print ENVIRON[\"HOME\"]}", "/\n"),
    ("BEGIN{print substr(\"x\", 2) \"|\" 1 \" \" -1, 3 -2}", "|1-1 1\n"),
]  # fmt: skip
LINES = [
    ("awk -F: '{print $2}'", b"a:b:c\n", "b\n"),
    ("awk -F '\\t' '{print $2}'", b"a b\tc d\n", "c d\n"),
    ("awk -F'|' '{print $2}'", b"a|b\n", "b\n"),
    ("awk -F, -v OFS=';' '{$1=$1}1'", b"a,b\n", "a;b\n"),
    ("awk -F'[,;]' '{print $3}'", b"a,b;c\n", "c\n"),
    ("awk -v n=2 -v s='a\\tb' '{print $n, s}'", b"x y\n", "y a\tb\n"),
    ("awk '{print v $1}' v=1 /sdcard/t v=2 /sdcard/t | head -n 4 | tail -n 2", b"", "1Carol\n2Alice\n"),
    ("awk 'NR==2 {gsub(/%/,\"\",$5); print $5+0}' /sdcard/df", b"", "100\n"),
    ("awk 'NR==FNR{a[$1];next} $1 in a' /sdcard/t - ", b"Bob x\nEve y\n", "Bob x\n"),
    ("awk 'BEGIN{RS=\"--\"} {print NR\":\"$1}'", b"a--b--c\n", "1:a\n2:b\n3:c\n"),
    ("awk '{print ($1==1), ($1<5), ($2>9)}'", b"1.0 10\n", "1 1 1\n"),
    ("awk '{$3=\"\"; print $0 \"|\" NF}'", b"a b c d\n", "a b  d|4\n"),
    ("yes | awk 'NR==3{print NR; exit}'", b"", "3\n"),
    ("awk \"/a\\\\/b/\"", b"a/b\nab\n", "a/b\n"),
    ("awk '/[[:digit:]]+$/ && !/[/]/'", b"x1\n/1\nx\n", "x1\n"),
    ("printf 'BEGIN { print \"file\" }\\n' > /sdcard/p; awk -f /sdcard/p", b"", "file\n"),
    ("awk '{ print length($0) }'", "äö\n".encode(), "2\n"),
    ("awk '{print}' | md5sum", b"\xff\xfe\n", "747bb6c27b8ce7826e87e3f4fbc7e9b5  -\n"),
    ("dumpsys battery | awk -F': ' '/level/{print $2}'", b"", "100\n"),
    ("ps -A | awk '$NF==\"init\"{print $2}'", b"", "1\n"),
]  # fmt: skip


@pytest.mark.parametrize(("program", "expected"), PROGRAMS)
def test_program(phone: Phone, program: str, expected: str) -> None:
    quoted = program.replace("'", "'\\''")
    result = phone.shell(f"awk '{quoted}' /sdcard/t")
    assert (result.text, result.stderr) == (expected, b"")


@pytest.mark.parametrize(("command", "stdin", "expected"), LINES)
def test_command_line(phone: Phone, command: str, stdin: bytes, expected: str) -> None:
    result = phone.shell(command, stdin)
    assert (result.text, result.stderr, result.exit_code) == (expected, b"", 0)


@pytest.mark.parametrize(
    ("program", "complaint"),
    [
        ("{print", "awk: syntax error near end of program\n"),
        ("{print $}", "awk: syntax error near }\n"),
        ("BEGIN{print 1/0}", "awk: division by zero\n"),
        ("BEGIN{print 1%0}", "awk: division by zero in %\n"),
        ("/[/", "awk: non-terminated regular expression /[/\n"),
        ('BEGIN{print "a}', 'awk: non-terminated string "a}\n'),
        ("BEGIN{f(1)}", "awk: calling undefined function f\n"),
        ("BEGIN{a[1]=1; print a}", "awk: can't read value of a; it's an array name.\n"),
        ("BEGIN{a=1; a[1]=1}", "awk: can't use a as array; it's a variable.\n"),
        ('BEGIN{printf "%d %d", 1}', "awk: not enough args in printf(%d %d)\n"),
        ("BEGIN{$(-1)=2}", "awk: trying to access out of range field -1\n"),
        ("BEGIN{$1000000000=2}", "awk: trying to access out of range field 1000000000\n"),
        ("BEGIN{NF=1e300}", "awk: trying to access out of range field 9007199254740992\n"),
        ("BEGIN{print (1,2)+3}", "awk: syntax error near +\n"),
        ("BEGIN{" + "(" * 500, "awk: nested too deep\n"),
        ("BEGIN{" + "{" * 500, "awk: nested too deep\n"),
        ("BEGIN{x=" + "1+" * 500 + "1}", "awk: nested too deep\n"),
        ("function f(n) { return f(n+1) } BEGIN{f(1)}", "awk: nested too deep\n"),
        ("BEGIN{break}", "awk: break where it does not belong\n"),
        ("", "awk: no program given\n"),
    ],
)
def test_complaint(phone: Phone, program: str, complaint: str) -> None:
    result = phone.shell(f"awk '{program}'")
    assert (result.stderr.decode(), result.exit_code, result.stdout) == (complaint, 2, b"")


def test_a_missing_file_is_told(phone: Phone) -> None:
    result = phone.shell("awk 1 /sdcard/none")
    assert result.stderr == b"awk: can't open file /sdcard/none: No such file or directory\n"
    assert result.exit_code == 2


def test_the_exit_code_is_the_program_s(phone: Phone) -> None:
    assert phone.shell("awk 'BEGIN{exit 7}'").exit_code == 7
    assert phone.shell("awk 'NR==1{exit 4} END{exit}' /sdcard/t").exit_code == 4


@pytest.mark.parametrize(
    "program",
    thinned(
        [
            "BEGIN{while (1);}",
            "BEGIN{for (;;) x++}",
            "BEGIN{do x=1; while (1)}",
            'BEGIN{x="a"; while (1) x=x x}',
            "BEGIN{while (1) a[i++]=i}",
            'BEGIN{x="a"; while (1) sub(/^/,x,x)}',
            "BEGIN{while (1) print}",
            'BEGIN{while (1) print > "/sdcard/big"}',
            'BEGIN{while (1) x = x sprintf("%9999s", 1)}',
            'BEGIN{while (1) system("true")}',
            "function f() { for (;;) f2() } function f2() { return 1 } BEGIN{f()}",
        ],
        3,
    ),
)
def test_what_never_ends_is_stopped(phone: Phone, program: str) -> None:
    result = phone.shell(f"awk '{program}'")
    assert (result.exit_code, result.stderr.startswith(b"/system/bin/sh: killed: ")) == (137, True)


def test_chance_begins_with_the_date(phone: Phone) -> None:
    told = phone.shell("""awk 'srand { print srand(7), srand() }'; date +%s""", b"a\n").stdout.split()
    assert told == [told[2], b"7", told[2]]


WORDS = st.sampled_from(
    'BEGIN END { } ( ) [ ] ; , \n $ $0 $1 NF NR FS x y a a[x] a[1,2] 1 0 2.5 -1 "s" "a b" "" "%d" "%s%c" /a/ /[b]*/ + - * / % ^ '
    "! = += ^= == != < > <= >= ~ !~ && || ? : in ++ -- if else while for do break continue next exit return delete "
    "getline print printf function f f( length substr( index( split( sub( gsub( match( sprintf( tolower( int( "
    "rand() srand( close( | >> # \\".split(" ")
)


@settings(max_examples=600, deadline=None)
@given(st.lists(WORDS, max_size=16), st.binary(max_size=40))
def test_any_words_are_a_program_or_an_error(module_phone: Phone, words: list[str], data: bytes) -> None:
    _run_wild(module_phone, " ".join(words), data)


@settings(max_examples=300, deadline=None)
@given(st.lists(WORDS, max_size=8), st.lists(WORDS, max_size=8))
def test_any_words_in_an_action(module_phone: Phone, first: list[str], second: list[str]) -> None:
    _run_wild(module_phone, f"BEGIN {{ {' '.join(first)} }} {{ {' '.join(second)} }}", b"a b\nc d\n")


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=60))
def test_any_text_is_a_program_or_an_error(module_phone: Phone, text: str) -> None:
    _run_wild(module_phone, text, b"a\n")


def _run_wild(phone: Phone, program: str, data: bytes) -> None:
    quoted = program.replace("\0", "").replace("'", "'\\''")
    result = phone.shell(f"awk '{quoted}'", data)
    if result.exit_code == 2 and result.stderr:
        assert result.stderr.startswith(b"awk: ")
    elif result.exit_code == 137:
        assert b"killed: " in result.stderr


@settings(max_examples=200, deadline=None)
@given(st.lists(st.lists(st.text("abc 1,.", max_size=5), max_size=4), max_size=6))
def test_fields_are_those_that_blanks_part(module_phone: Phone, rows: list[list[str]]) -> None:
    lines = [" ".join(row) for row in rows]
    result = module_phone.shell(
        "awk '{print NF; for (i = 1; i <= NF; i++) print $i}'",
        "".join(f"{line}\n" for line in lines).encode(),
    )
    expected = "".join(
        f"{len(line.split())}\n" + "".join(f"{word}\n" for word in line.split()) for line in lines
    )
    assert result.text == expected


@settings(max_examples=200, deadline=None)
@given(st.integers(-999, 999), st.integers(-999, 999), st.integers(1, 99), st.sampled_from(["+", "-", "*"]))
def test_arithmetic_is_that_of_numbers(module_phone: Phone, a: int, b: int, c: int, operator: str) -> None:
    result = module_phone.shell(
        f"awk 'BEGIN{{print {a} {operator} ({b}), int(({a}) / {c}), ({a}) % {c} == 0}}'"
    )
    value = {"+": a + b, "-": a - b, "*": a * b}[operator]
    assert result.text == f"{value} {int(a / c)} {int(a % c == 0)}\n"
