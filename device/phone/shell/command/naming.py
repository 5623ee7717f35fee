"""Names of files: basename, dirname, realpath, readlink; and xargs, which takes them from stdin."""

import re

from device.phone.file.filesystem import FileFault
from device.phone.shell.call import Call, Command, UsageFault
from device.phone.shell.stream import Input, Io


def xargs(call: Call) -> int:
    """Run a command with arguments from stdin."""
    options = call.options("+0n:I:rtpP:s:L:E:", {"null": "0", "max-args": "n", "no-run-if-empty": "r"})
    text = call.stdin_text()
    command = options.rest or ["echo"]
    io = Io(Input(), call.io.out, call.io.err)
    if "I" in options:
        statuses = [
            call.run([word.replace(options.value("I"), line.strip()) for word in command], io)
            for line in text.splitlines()
            if line.strip()
        ]
        return 123 if any(statuses) else 0
    words = text.split("\0") if "0" in options else _quoted_words(text)
    words = [word for word in words if word or "0" not in options]
    if not words and "r" in options:
        return 0
    size = max(1, options.number("n", len(words) or 1))
    batches = [words[at : at + size] for at in range(0, len(words), size)] or [[]]
    statuses = [call.run([*command, *batch], io) for batch in batches]
    return 123 if any(statuses) else 0


def _quoted_words(text: str) -> list[str]:
    found = re.findall(r"""(?:'[^'\n]*'|"[^"\n]*"|\\.|[^\s'"\\]|['"\\])+""", text, re.DOTALL)
    return [
        re.sub(r"""'([^'\n]*)'|"([^"\n]*)"|\\(.)""", lambda m: m[1] or m[2] or m[3] or "", word)
        for word in found
    ]


def basename(call: Call) -> int:
    """The last part of a path."""
    options = call.options("as:")
    names = options.rest
    suffix = options.value("s")
    if "a" not in options and not suffix:
        names, suffix = names[:1], (names[1] if len(names) > 1 else "")
    if not names:
        raise UsageFault("Needs 1 argument")
    for name in names:
        last = name.rstrip("/").rpartition("/")[2] or name[:1]
        call.line(last.removesuffix(suffix) if last != suffix else last)
    return 0


def dirname(call: Call) -> int:
    """All but the last part of a path."""
    if not call.args:
        raise UsageFault("Needs 1 argument")
    for name in call.args:
        folder, slash, _ = name.rstrip("/").rpartition("/")
        call.line(folder.rstrip("/") or ("/" if slash or name.startswith("/") else "."))
    return 0


def realpath(call: Call) -> int:
    """Where a path leads."""
    options = call.options("emfnqs")
    status = 0
    for shown in options.rest:
        try:
            path = call.files.resolve(call.path(shown))
            if "m" not in options and call.name == "realpath":
                call.files.stat(path)
            call.line(path)
        except FileFault as fault:
            status = call.complain(f"{shown}: {fault.text}")
    return status


def readlink(call: Call) -> int:
    """Where a link leads."""
    options = call.options("emfnqs")
    if any(flag in options for flag in "emf"):
        return realpath(call)
    status = 0
    for shown in options.rest:
        path = call.path(shown)
        if call.files.is_link(path):
            call.line(call.files.stat(path, follow=False).target)
        else:
            status = 1
    return status


COMMANDS: dict[str, Command] = {
    "xargs": xargs, "basename": basename, "dirname": dirname, "realpath": realpath, "readlink": readlink,
}  # fmt: skip
