"""Which commands wait for the end of their input."""

import pytest

from device.phone.server.daemon.appetite import package_bytes, wants_input
from tests.table import each_row


@each_row("command", [
        "cat", "cat -", "cat > /sdcard/f", "/system/bin/cat", "cat 2>/dev/null", "FOO=1 cat", "wc -l",
        "head -n 5", "head -5", "grep -i x", "grep -e x y | cat", "tee /sdcard/f",
        "read x; echo $x", "sh", "md5sum", "base64 -d", "dd of=/sdcard/f",
        "sqlite3 /data/x.db", "echo a; cat", "true && cat", "cat | wc", "exec cat",
        "sort -r", "tail -n 1", "(cat)",
        "while read l; do echo L $l; done", "for i in 1 2; do cat; done",
        "if read x; then echo $x; fi", "{ cat; }", "f() { read x; }; f", "case a in a) cat;; esac",
        'echo "$(cat)"', "x=`cat`", "until ! read l; do :; done", "! cat", "sh -s a", "sh -c 'read x'",
        "sh -ec cat", "su", "su 0", "run-as org.tasks", "su 0 sh -c cat", "nohup cat", "gzip -c",
        "true; while :; do read x || break; done", "echo ${x:-$(cat)}",
    ])  # fmt: skip
def test_waits(command: str) -> None:
    assert wants_input(command)


@each_row("command", [
        "", "ls", "cat /sdcard/f", "cat < /sdcard/f", "cat <<E", "echo cat", "echo x | cat",
        "grep x /sdcard/f", "ls | grep x | wc -l", "head -n 5 /sdcard/f", "sh /sdcard/x.sh", "sh -c ls",
        "dd if=/dev/zero of=/sdcard/f", "sqlite3 /data/x.db 'select 1'", "settings get global wifi_on",
        "echo 'a; cat'", "wc -l /sdcard/f", "base64 /sdcard/f", "am start -n a/b",
        "echo 'unfinished", "input text 'cat'",
        "rm -f F; uiautomator dump F && echo success",
        "head -c 16 /dev/urandom",
        "while read l; do echo $l; done < /sdcard/f", "cat /sdcard/f | while read l; do echo $l; done",
        "while read l; do echo $l; done <<E\na\nE", "sh -c 'echo cat'", "for i in cat; do echo $i; done",
        "if true; then echo cat; fi",
        "(cat; read x) < /sdcard/f",
    ])  # fmt: skip
def test_runs_at_once(command: str) -> None:
    assert not wants_input(command)


@pytest.mark.parametrize(
    ("command", "size"),
    [
        ("cmd package 'install' -S 3145728", 3145728),
        ("cmd package install -r -t -S 17 --user 0", 17),
        ("pm install -S 5", 5),
        ("cmd package install-write -S 9 1 base.apk -", 9),
        ("pm install /data/local/tmp/x.apk", 0),
        ("ls -S 5", 0),
        ("cmd package list -S 5", 0),
    ],
)
def test_how_much_of_a_package_comes(command: str, size: int) -> None:
    assert package_bytes(command) == size
