"""diff, patch, mktemp, find -printf and smaller programs of toybox."""

import pytest

from device.phone.phone import Phone

TREES = """mkdir -p a/s b/s; cd /sdcard; echo 1 > a/x; echo 2 > b/x; echo q > a/only; echo z > b/s/new
printf 'a\\nb' > a/n; printf 'a\\nb\\n' > b/n; """


@pytest.fixture
def phone() -> Phone:
    return Phone(seed=1)


def said(phone: Phone, script: str) -> str:
    return phone.shell(f"cd /sdcard; {script}").merged.decode()


@pytest.mark.parametrize(
    ("script", "output"),
    [
        ("diff -qr a b; echo $?", "Files a/n and b/n differ\nOnly in a: only\nOnly in b/s: new\n"
         "Files a/x and b/x differ\n1\n"),
        ("diff -q a b | sed -n 3p; diff -r a a; echo $?; diff nosuch a/x; echo $?",
         "Common subdirectories: a/s and b/s\n0\ndiff: nosuch: No such file or directory\n2\n"),
        ("diff a/n b; echo $?",
         "--- a/n\n+++ b/n\n@@ -1,2 +1,2 @@\n a\n-b\n\\ No newline at end of file\n+b\n1\n"),
        ("echo 'A  B' > f; echo 'a b' > g; diff -i f g | wc -l; diff -ib f g; diff -iw f g; "
         "echo $?", "5\n0\n"),
        ("diff -rN a b > p; cd a; patch -s -p1 < ../p; cd ..; diff -rN a b; echo $?; cd a; "
         "patch -Rs -p1 -i ../p; cat x n; cat s/new", "0\n1\na\nb"),
        ("seq 20 > f; sed 's/^10$/ten/' f > g; diff -u f g > d; sed -i '1i zero' f; patch f d; sed -n 11p f",
         "patching file f\nHunk 1 succeeded at 8 offset 1.\nten\n"),
        ("echo a > f; echo b > g; diff -u f g > d; patch --dry-run f d; echo c > f; patch f d; "
         "echo $?; cat f",
         "patching file f\npatching file f\nHunk 1 FAILED 1/1.\n-a\n+b\n1\nc\n"),
        ("find a -type f -printf '%p %f %h %s %m %y %d %P\\n' | head -n 1", "a/n n a 3 660 f 1 n\n"),
        ("chmod 600 a/x; find . -perm 600; find a -perm -u+x -type f",
         "./a/x\n"),
        ("find a -name nosuch -user shell; find a -user root; find a -name x -links 1", "a/x\n"),
        ("getconf PAGE_SIZE; getconf LONG_BIT; getconf x; echo $?", "4096\n64\ngetconf: bad 'x'\n1\n"),
        ("printf 'é' | iconv -t UTF-16LE | xxd -p; echo é | iconv -f latin1; echo $?; "
         "echo éa | iconv -c -t ascii",
         "e900\niconv: latin1 -> utf8: Invalid argument\n1\na\n"),
        ("printf 'a\\r\\n' > f; dos2unix f; xxd -p f; unix2dos f; xxd -p f; printf 'a\\tb' | expand -t 4",
         "610a\n610d0a\na   b"),
        ("stty size; echo $?; setsid echo a; taskset f echo b; ionice -c 3 echo c; flock l echo d",
         "stty: tcgetattr standard input: Inappropriate ioctl for device\n1\na\nb\nc\nd\n"),
        ("device_config put a b c; device_config list; cmd device_config get a b", "a/b=c\nc\n"),
        ("readlink /proc/self; cat /proc/self/comm /proc/$$/comm; grep ^Pid /proc/self/status",
         "4201\nsh\nsh\nPid:\t4201\n"),
    ],
)  # fmt: skip
def test_it_says(phone: Phone, script: str, output: str) -> None:
    assert said(phone, TREES + script) == output


def test_temporary_names_are_new_each_time(phone: Phone) -> None:
    names = said(
        phone, "mktemp; mktemp; mktemp -d; mktemp -d -p /sdcard; mktemp -t q.XXXXXX; mktemp w.XXXXXX"
    )
    files = names.split()
    assert len(set(files)) == 6
    assert all(name.startswith("/data/local/tmp/tmp.") for name in files[:3])
    assert files[3].startswith("/sdcard/tmp.")
    assert files[4].startswith("/data/local/tmp/q.")
    assert phone.files.is_dir(files[2])
    assert phone.files.is_dir(files[3])
    assert phone.files.stat(files[0]).mode & 0o777 == 0o600
    assert phone.files.stat(files[2]).mode & 0o777 == 0o700
    assert phone.files.is_file(f"/sdcard/{files[5]}")
    assert not phone.files.exists(said(phone, "mktemp -u").strip())
    gone = "mktemp: Failed to create file /nosuch/x.XXXXXX: No such file or directory\n1\n"
    assert said(phone, "mktemp /nosuch/x.XXXXXX; echo $?") == gone
