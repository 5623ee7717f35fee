"""grep."""

import regex

from device.phone.file.filesystem import FileFault
from device.phone.shell.call import Call, Command, Options, UsageFault
from device.phone.shell.command.regex import posix
from device.phone.shell.stream import decode

_LONG = {
    "extended-regexp": "E", "fixed-strings": "F", "ignore-case": "i", "invert-match": "v", "count": "c",
    "line-number": "n", "recursive": "r", "only-matching": "o", "quiet": "q", "files-with-matches": "l",
    "word-regexp": "w", "line-regexp": "x", "max-count": "m", "after-context": "A", "before-context": "B",
    "context": "C", "regexp": "e",
}  # fmt: skip


class _Grep:
    """One run of grep."""

    def __init__(self, call: Call, options: Options) -> None:
        self.call, self.options = call, options
        self.matched = False
        patterns = [line for value in options.values.get("e", []) for line in value.split("\n")]
        if not patterns:
            if not options.rest:
                raise UsageFault("no REGEX")
            patterns = options.rest.pop(0).split("\n")
        extended = "E" in options or call.name == "egrep"
        fixed = "F" in options or call.name == "fgrep"
        self.patterns = [
            posix(pattern, extended=extended, fixed=fixed, ignore_case="i" in options) for pattern in patterns
        ]
        self.most = options.number("m", -1)
        around = options.number("C", 0)
        self.before, self.after = options.number("B", around), options.number("A", around)

    def spans(self, line: str) -> list[tuple[int, int]]:
        """Where the patterns are in a line."""
        found = []
        for pattern in self.patterns:
            for match in pattern.finditer(line):
                if self._accepted(line, match):
                    found.append(match.span())
                    if "o" not in self.options:
                        return found
        return sorted(found)

    def _accepted(self, line: str, match: regex.Match[str]) -> bool:
        start, end = match.span()
        if "x" in self.options:
            return (start, end) == (0, len(line))
        if "w" in self.options:
            return not (_wordy(line[start - 1 : start]) or _wordy(line[end : end + 1]))
        return True

    def search(self, shown: str, data: bytes, *, titled: bool) -> None:
        options, call = self.options, self.call
        lines = decode(data).split("\n")
        if lines[-1] == "":
            lines.pop()
        title = f"{shown if shown != '-' else '(standard input)'}:" if titled else ""
        count = 0
        due = -1
        printed = -1
        for number, line in enumerate(lines):
            spans = self.spans(line)
            if bool(spans) != ("v" in options):
                count += 1
                self.matched = True
                due = number + self.after
                if any(flag in options for flag in "qlc"):
                    if "c" not in options:
                        break
                    continue
                for earlier in range(max(printed + 1, number - self.before), number):
                    self.show(title.replace(":", "-"), earlier, lines[earlier], [], "-")
                self.show(title, number, line, spans, ":")
                printed = number
                if count == self.most:
                    break
            elif number <= due and not any(flag in options for flag in "qlco"):
                self.show(title.replace(":", "-"), number, line, [], "-")
                printed = number
        if "l" in options and count:
            call.line(shown if shown != "-" else "(standard input)")
        elif "c" in options:
            call.line(f"{title}{count}")

    def show(self, title: str, number: int, line: str, spans: list[tuple[int, int]], mark: str) -> None:
        prefix = title + (f"{number + 1}{mark}" if "n" in self.options else "")
        if "o" in self.options:
            for start, end in spans:
                if end > start:
                    self.call.line(prefix + line[start:end])
        else:
            self.call.line(prefix + line)


def _wordy(char: str) -> bool:
    return char.isalnum() or char == "_"


def grep(call: Call) -> int:
    """Lines that match."""
    options = call.options("EFHhilnoqrRsvwxacm:A:B:C:e:", _LONG)
    search = _Grep(call, options)
    recursive = "r" in options or "R" in options
    paths = options.rest or (["."] if recursive else ["-"])
    if recursive:
        paths = _below(call, paths)
    titled = ("H" in options or len(paths) > 1 or recursive) and "h" not in options
    failed = False
    for shown in paths:
        if shown != "-" and call.files.is_dir(call.path(shown)):
            if "s" not in options:
                call.complain(f"{shown}: Is a directory")
            failed = True
            continue
        try:
            data = call.read(shown)
        except FileFault as fault:
            failed = True
            if "s" not in options:
                call.complain(f"{shown}: {fault.text}")
            continue
        search.search(shown, data, titled=titled)
    if search.matched:
        return 0
    return 2 if failed else 1


def _below(call: Call, paths: list[str]) -> list[str]:
    found = []
    for shown in paths:
        base = call.path(shown)
        if not call.files.is_dir(base):
            found.append(shown)
            continue
        for path, is_folder in call.files.walk(base):
            if not is_folder and call.files.is_file(path):
                found.append(shown.rstrip("/") + path[len(base.rstrip("/")) :])
    return found


COMMANDS: dict[str, Command] = {"grep": grep, "egrep": grep, "fgrep": grep}
