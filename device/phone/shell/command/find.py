"""find: tests and actions over a walk of the tree."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field

from device.phone.file.filesystem import FileFault
from device.phone.shell.call import Call, Command, UsageFault
from device.phone.shell.command.find_format import Entry, formatted
from device.phone.shell.command.find_test import TESTS, Test

_MAX_NESTING = 20


@dataclass(slots=True)
class _Search:
    call: Call
    words: list[str]
    least: int = 0
    most: int = 1_000_000
    acts: bool = False
    depth_first: bool = False
    status: int = 0
    pruned: str = ""
    """Where the walk does not go down; it is told as the place is looked at."""
    over: bool = False
    """Whether -quit was reached."""
    nesting: int = 0
    batches: list[tuple[list[str], list[str]]] = field(default_factory=list)
    """-exec ... {} +: command and paths."""

    # -- expression ------------------------------------------------------------------------------------
    def expression(self) -> Test:
        held = self._and()
        while self.words and self.words[0] in ("-o", "-or"):
            self.words.pop(0)
            held = _either(held, self._and())
        return held

    def _and(self) -> Test:
        held = self._not()
        while self.words and self.words[0] not in ("-o", "-or", ")"):
            if self.words[0] in ("-a", "-and"):
                self.words.pop(0)
            held = _both(held, self._not())
        return held

    def _not(self) -> Test:
        if self.words and self.words[0] in ("!", "-not"):
            self.words.pop(0)
            self._nest()
            inner = self._not()
            return lambda entry: not inner(entry)
        return self._primary()

    def _nest(self) -> None:
        self.nesting += 1
        if self.nesting > _MAX_NESTING:
            raise UsageFault("bad arg: nested too deep")

    def _primary(self) -> Test:
        if not self.words:
            raise UsageFault("missing argument")
        word = self.words.pop(0)
        if word == "(":
            self._nest()
            inner = self.expression()
            if not self.words or self.words.pop(0) != ")":
                raise UsageFault("unmatched (")
            return inner
        if word in _PLAIN:
            return _PLAIN[word](self)
        if word in _VALUED:
            if not self.words:
                raise UsageFault(f"'{word}' needs 1 arg")
            return _VALUED[word](self, self.words.pop(0))
        if word in TESTS:
            if not self.words:
                raise UsageFault(f"'{word}' needs 1 arg")
            return TESTS[word](self.call, self.words.pop(0))
        if word in ("-exec", "-execdir", "-ok"):
            return self._exec()
        raise UsageFault(f"bad arg '{word}'")

    # -- actions ---------------------------------------------------------------------------------------
    def print(self) -> Test:
        self.acts = True

        def act(entry: Entry) -> bool:
            self.call.line(entry.path)
            return True

        return act

    def print0(self) -> Test:
        self.acts = True

        def act(entry: Entry) -> bool:
            self.call.out(entry.path + "\0")
            return True

        return act

    def printf(self, pattern: str) -> Test:
        self.acts = True

        def act(entry: Entry) -> bool:
            self.call.out(formatted(self.call, pattern, entry))
            return True

        return act

    def quit(self) -> Test:
        def act(entry: Entry) -> bool:
            self.over = True
            return True

        return act

    def prune(self) -> Test:
        def act(entry: Entry) -> bool:
            if not self.depth_first:
                self.pruned = entry.path
            return True

        return act

    def delete(self) -> Test:
        self.acts = self.depth_first = True

        def act(entry: Entry) -> bool:
            try:
                self.call.files.remove(self.call.path(entry.path))
            except FileFault as fault:
                self.status = self.call.complain(f"{entry.path}: {fault.text}")
                return False
            return True

        return act

    def _exec(self) -> Test:
        self.acts = True
        ends = [place for place, word in enumerate(self.words) if word in (";", "+")]
        if not ends:
            raise UsageFault("'-exec' needs ; or +")
        command, ending = self.words[: ends[0]], self.words[ends[0]]
        del self.words[: ends[0] + 1]
        if ending == "+":
            paths: list[str] = []
            self.batches.append((command, paths))

            def gather(entry: Entry) -> bool:
                paths.append(entry.path)
                return True

            return gather

        def act(entry: Entry) -> bool:
            return not self.call.run([word.replace("{}", entry.path) for word in command])

        return act

    def finish(self) -> None:
        for command, paths in self.batches:
            if paths:
                place = command.index("{}") if "{}" in command else len(command)
                self.call.run([*command[:place], *paths, *command[place + 1 :]])


def _both(one: Test, two: Test) -> Test:
    return lambda entry: one(entry) and two(entry)


def _either(one: Test, two: Test) -> Test:
    return lambda entry: one(entry) or two(entry)


def _always(search: _Search) -> Test:
    return lambda entry: True


def _never(search: _Search) -> Test:
    return lambda entry: False


def _empty(search: _Search) -> Test:
    def test(entry: Entry) -> bool:
        if entry.stat.is_dir:
            return not search.call.files.list(search.call.path(entry.path))
        return entry.stat.size == 0

    return test


def _depth(search: _Search) -> Test:
    search.depth_first = True
    return lambda entry: True


def _least(search: _Search, text: str) -> Test:
    search.least = _level(text)
    return lambda entry: True


def _most(search: _Search, text: str) -> Test:
    search.most = _level(text)
    return lambda entry: True


def _level(text: str) -> int:
    if not re.fullmatch(r"\d{1,9}", text):
        raise UsageFault(f"bad number '{text}'")
    return int(text)


_PLAIN: dict[str, Callable[[_Search], Test]] = {
    "-print": _Search.print, "-print0": _Search.print0, "-delete": _Search.delete, "-true": _always,
    "-empty": _empty, "-depth": _depth, "-xdev": _always, "-mount": _always, "-prune": _Search.prune,
    "-quit": _Search.quit, "-false": _never, "-nouser": _never, "-nogroup": _never, "-noleaf": _always,
}  # fmt: skip
_VALUED: dict[str, Callable[[_Search, str], Test]] = {
    "-mindepth": _least, "-maxdepth": _most, "-printf": _Search.printf,
}  # fmt: skip


def find(call: Call) -> int:
    """Walk the tree."""
    args = list(call.args)
    while args and args[0] in ("-H", "-L", "-P"):
        args.pop(0)
    roots = []
    while args and not args[0].startswith("-") and args[0] not in ("!", "("):
        roots.append(args.pop(0))
    search = _Search(call, args)
    test = search.expression() if args else _always(search)
    if search.words:
        raise UsageFault(f"bad arg '{search.words[0]}'")
    if not search.acts:
        test = _both(test, search.print())
    for root in roots or ["."]:
        try:
            entries = list(_walk(search, root))
        except FileFault as fault:
            search.status = call.complain(f"'{root}': {fault.text}")
            continue
        for entry in entries[::-1] if search.depth_first else entries:
            if search.pruned and entry.path.startswith(f"{search.pruned.rstrip('/')}/"):
                continue
            search.pruned = ""
            test(entry)
            if search.over:
                search.finish()
                return search.status
    search.finish()
    return search.status


def _walk(search: _Search, root: str) -> list[Entry]:
    """All entries within the depths asked for, links not followed but for the root itself."""
    files, call = search.call.files, search.call
    base = call.path(root)
    found = []
    for path, _ in files.walk(base):
        below = path[len(base) :].strip("/")
        depth = below.count("/") + 1 if below else 0
        if not search.least <= depth <= search.most:
            continue
        shown = (root if root.endswith("/") else f"{root}/") + below if below else root
        found.append(Entry(root, shown, depth, files.stat(path, follow=not below)))
    return found


COMMANDS: dict[str, Command] = {"find": find}
