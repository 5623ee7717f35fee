"""find: tests and actions over a walk of the tree."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field

from device.phone.file.filesystem import FileFault, FileStat
from device.phone.shell.call import Call, Command, UsageFault
from device.phone.shell.pattern import matches

_MAX_NESTING = 20


@dataclass(frozen=True, slots=True)
class _Entry:
    """A file, folder or link that a walk came to."""

    path: str
    stat: FileStat

    @property
    def name(self) -> str:
        """The last part of its path."""
        return self.path.rstrip("/").rpartition("/")[2] or self.path

    @property
    def kind(self) -> str:
        """As `-type` names it."""
        return "d" if self.stat.is_dir else "l" if self.stat.target else "f"


Test = Callable[[_Entry], bool]


def _always(entry: _Entry) -> bool:
    return True


@dataclass(slots=True)
class _Search:
    """One run of find: its expression is read from the words that are left."""

    call: Call
    words: list[str]
    least: int = 0
    most: int = 1_000_000
    acts: bool = False
    depth_first: bool = False
    status: int = 0
    nesting: int = 0
    batches: list[tuple[list[str], list[str]]] = field(default_factory=list)
    """-exec ... {} +: command and paths."""

    # -- expression ------------------------------------------------------------------------------------
    def expression(self) -> Test:
        held = self._and()
        while self.words[:1] in (["-o"], ["-or"]):
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
        if self.words[:1] in (["!"], ["-not"]):
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
            if self.words[:1] != [")"]:
                raise UsageFault("unmatched (")
            self.words.pop(0)
            return inner
        if word in _PLAIN:
            return _PLAIN[word](self)
        if word == "-exec":
            return self._exec()
        if word not in _VALUED:
            raise UsageFault(f"bad arg '{word}'")
        if not self.words:
            raise UsageFault(f"'{word}' needs 1 arg")
        return _VALUED[word](self, self.words.pop(0))

    # -- tests -----------------------------------------------------------------------------------------
    def at_least(self, text: str) -> Test:
        self.least = _level(text)
        return _always

    def at_most(self, text: str) -> Test:
        self.most = _level(text)
        return _always

    def type(self, kinds: str) -> Test:
        if not kinds or set(kinds) - set("fdlbcps,"):
            raise UsageFault(f"bad -type '{kinds}'")
        return lambda entry: entry.kind in kinds

    def name(self, pattern: str) -> Test:
        return lambda entry: matches(pattern, entry.name)

    def name_in_any_case(self, pattern: str) -> Test:
        return lambda entry: matches(pattern.lower(), entry.name.lower())

    def path(self, pattern: str) -> Test:
        return lambda entry: matches(pattern, entry.path)

    # -- actions ---------------------------------------------------------------------------------------
    def print(self) -> Test:
        self.acts = True

        def act(entry: _Entry) -> bool:
            self.call.line(entry.path)
            return True

        return act

    def delete(self) -> Test:
        self.acts = self.depth_first = True

        def act(entry: _Entry) -> bool:
            try:
                self.call.files.remove(self.call.path(entry.path))
            except FileFault as fault:
                self.status = self.call.complain(f"{entry.path}: {fault.text}")
                return False
            return True

        return act

    def _exec(self) -> Test:
        self.acts = True
        end = next((place for place, word in enumerate(self.words) if word in (";", "+")), None)
        if end is None:
            raise UsageFault("'-exec' needs ; or +")
        command, ending = self.words[:end], self.words[end]
        del self.words[: end + 1]
        if ending == "+":
            paths: list[str] = []
            self.batches.append((command, paths))

            def gather(entry: _Entry) -> bool:
                paths.append(entry.path)
                return True

            return gather
        return lambda entry: not self.call.run([word.replace("{}", entry.path) for word in command])

    # -- the walk --------------------------------------------------------------------------------------
    def visit(self, root: str, test: Test) -> None:
        """Try the entries below a path, and itself; those within the depths asked for."""
        entries = list(self._walk(root))
        for entry in entries[::-1] if self.depth_first else entries:
            test(entry)

    def _walk(self, root: str) -> list[_Entry]:
        """Links are not followed but for the root itself."""
        files, base = self.call.files, self.call.path(root)
        found = []
        for path, _ in files.walk(base):
            below = path[len(base) :].strip("/")
            depth = below.count("/") + 1 if below else 0
            if self.least <= depth <= self.most:
                shown = (root if root.endswith("/") else f"{root}/") + below if below else root
                found.append(_Entry(shown, files.stat(path, follow=not below)))
        return found

    def finish(self) -> None:
        """Run what was gathered for -exec ... {} +."""
        for command, paths in self.batches:
            if paths:
                place = command.index("{}") if "{}" in command else len(command)
                self.call.run([*command[:place], *paths, *command[place + 1 :]])


def _both(one: Test, two: Test) -> Test:
    return lambda entry: one(entry) and two(entry)


def _either(one: Test, two: Test) -> Test:
    return lambda entry: one(entry) or two(entry)


def _level(text: str) -> int:
    if not re.fullmatch(r"\d{1,9}", text):
        raise UsageFault(f"bad number '{text}'")
    return int(text)


_PLAIN: dict[str, Callable[[_Search], Test]] = {"-print": _Search.print, "-delete": _Search.delete}
_VALUED: dict[str, Callable[[_Search, str], Test]] = {
    "-mindepth": _Search.at_least, "-maxdepth": _Search.at_most, "-type": _Search.type, "-name": _Search.name,
    "-iname": _Search.name_in_any_case, "-path": _Search.path,
}  # fmt: skip


def find(call: Call) -> int:
    """Walk the tree."""
    args = list(call.args)
    roots = []
    while args and not args[0].startswith("-") and args[0] not in ("!", "("):
        roots.append(args.pop(0))
    search = _Search(call, args)
    test = search.expression() if args else _always
    if search.words:
        raise UsageFault(f"bad arg '{search.words[0]}'")
    if not search.acts:
        test = _both(test, search.print())
    for root in roots or ["."]:
        try:
            search.visit(root, test)
        except FileFault as fault:
            search.status = call.complain(f"'{root}': {fault.text}")
    search.finish()
    return search.status


COMMANDS: dict[str, Command] = {"find": find}
