"""Scripts of type module: rewritten as functions, since the engine is never handed a file to import.

What a module imports becomes constants (copies of the moment, where a browser keeps them alive), what it
exports properties of an object.
"""

import json
import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from urllib.parse import urljoin

_NAME = r"[\w$]+"
_BEGIN = re.compile(r"(?:^|(?<=[;}\n]))[ \t]*(import|export)\b(?![ \t]*[.(:=])", re.MULTILINE)
_IMPORT = re.compile(
    rf"\s*(?:(?P<default>{_NAME})\s*,?\s*)?(?:\*\s*as\s+(?P<whole>{_NAME})\s*|\{{(?P<some>[^}}]*)\}}\s*)?"
    r"(?:from\b\s*)?(?P<quote>[\"'])"
)
_FROM = re.compile(
    r"\s*(?:\*(?:\s*as\s+(?P<whole>[\w$]+))?|\{(?P<some>[^}]*)\})\s*(?P<from>from\b\s*(?P<quote>[\"']))?"
)
_DEFAULT = re.compile(
    rf"\s*default\b\s*(?P<kind>(?:async\s+)?function\b\s*\*?|class\b)?\s*(?P<name>(?!extends\b){_NAME})?"
)
_DECLARED = re.compile(
    rf"\s*(?P<kind>(?:async\s+)?function\b\s*\*?|class\b|const\b|let\b|var\b)\s*(?P<name>{_NAME}|[\[{{])"
)
_WITH = re.compile(r"\s*(?:with|assert)\s*\{[^}]*\}")
_DYNAMIC = re.compile(r"(?<![\w$.])import(?=\s*\()|(?<![\w$.])import\.meta\b")
_REGEX_AFTER = frozenset("(,=:[!&|?{};+-*%~^<>\n")
_SKIPPED = re.compile(
    r"//[^\n]*|/\*.*?\*/|\"(?:[^\"\\\n]|\\.)*\"|'(?:[^'\\\n]|\\.)*'|/(?![*/])(?:[^/\\\n\[]|\\.|\[(?:[^\]\\\n]|\\.)*\])+/\w*",
    re.DOTALL,
)


def _bared(code: str) -> str:
    """The code with blanks for what is in strings, templates, patterns and comments; as long as it was."""
    out: list[str] = []
    at, last, barren = 0, "\n", 0
    while at < len(code):
        char = code[at]
        if char == "`":
            end = _template_end(code, at + 1)
        else:
            is_pattern = char == "/" and code[at + 1 : at + 2] not in ("/", "*")
            is_division = is_pattern and (last not in _REGEX_AFTER or at < barren)
            found = _SKIPPED.match(code, at) if char in "\"'/" and not is_division else None
            if is_pattern and not is_division and found is None:
                barren = code.find("\n", at) % (len(code) + 1)  # no pattern ends on this line
            end = found.end() if found else at
        if end > at:
            inside = "".join(one if one == "\n" else " " for one in code[at + 1 : end - 1])
            out.append(f"{char}{inside}{char}" if char in "\"'`" else re.sub(r"[^\n]", " ", code[at:end]))
            last = last if char == "/" and code[at + 1 : at + 2] in ("/", "*") else '"'
            at = end
        else:
            out.append(char)
            last = char if not char.isspace() or char == "\n" else last
            at += 1
    return "".join(out)


def _template_end(code: str, at: int) -> int:
    """Behind the backtick that closes a template; what stands in its `${}` may have templates of its own."""
    deep = [0]
    """Of each template that is open, how many `${` are."""
    while at < len(code):
        char = code[at]
        if char == "\\":
            at += 1
        elif code.startswith("${", at):
            deep[-1], at = deep[-1] + 1, at + 1
        elif char == "}" and deep[-1]:
            deep[-1] -= 1
        elif char == "`" and deep[-1]:
            deep.append(0)
        elif char == "`":
            deep.pop()
            if not deep:
                return at + 1
        at += 1
    return len(code)


class _Rewriting:
    """One module being rewritten."""

    def __init__(self, code: str) -> None:
        self.code, self.bare = code, _bared(code)
        self.head: list[str] = []
        """What is imported, in order."""
        self.given: dict[str, str] = {}
        """Name that is exported -> name it has inside."""
        self.edits: list[tuple[int, int, str]] = []
        self.needs: list[str] = []
        for found in _BEGIN.finditer(self.bare):
            (self._import if found[1] == "import" else self._export)(found.start(1), found.end())
        for found in _DYNAMIC.finditer(self.bare):
            self.edits.append((*found.span(), "$meta" if found[0].endswith("meta") else "$later"))
            said = re.match(r"\s*\(\s*([\"'])", self.bare[found.end() :])
            if said:
                self.needs.append(self._quoted(found.end() + said.end() - 1)[0])

    def _quoted(self, at: int) -> tuple[str, int]:
        """The string that begins there, and where it ends."""
        end = self.bare.index(self.bare[at], at + 1)
        return self.code[at + 1 : end], end + 1

    def _source(self, at: int) -> tuple[str, int]:
        """A specifier, as JavaScript has it, and where its statement ends."""
        name, end = self._quoted(at)
        self.needs.append(name)
        options = _WITH.match(self.bare, end)
        return json.dumps(name), options.end() if options else end

    def _import(self, start: int, at: int) -> None:
        found = _IMPORT.match(self.bare, at)
        if found is None:
            return
        source, end = self._source(found.start("quote"))
        wanted = [f"default: {found['default']}"] if found["default"] else []
        wanted += [inner.replace(" as ", ": ") for inner in _listed(found["some"])]
        if found["whole"]:
            self.head.append(f"const {found['whole']} = await $import({source});")
        if wanted or not found["whole"]:
            into = f"const {{ {', '.join(wanted)} }} = " if wanted else ""
            self.head.append(f"{into}await $import({source});")
        self.edits.append((start, end, ""))

    def _export(self, start: int, at: int) -> None:
        found = _FROM.match(self.bare, at)
        if found is not None:
            self._list(start, found)
            return
        found = _DEFAULT.match(self.bare, at)
        if found is not None:
            self._default(start, found)
            return
        found = _DECLARED.match(self.bare, at)
        if found is None:
            return
        names = [found["name"]]
        if found["name"] in "[{":
            closing = self.bare.find("]" if found["name"] == "[" else "}", at)
            inner = self.bare[found.end() : closing]
            names = [part.rpartition(":")[2].partition("=")[0].strip(" .\n") for part in inner.split(",")]
        elif found["kind"] in ("let", "var", "const"):
            more = re.match(rf"(?:\s*,\s*{_NAME})+(?=\s*;|\s*\n)", self.bare[found.end() :])
            names += re.findall(_NAME, more[0]) if more else []
        self.given.update({name: name for name in names if name})
        self.edits.append((start, at, ""))

    def _list(self, start: int, found: "re.Match[str]") -> None:
        """`export {...}`, `export {...} from`, `export * from`."""
        pairs = [inner.partition(" as ") for inner in _listed(found["some"])]
        end = found.end()
        if found["from"]:
            source, end = self._source(found.start("quote"))
            name = f"$from{len(self.head)}"
            self.head.append(f"const {name} = await $import({source});")
            if found["whole"]:
                self.given[found["whole"]] = name
            elif found["some"] is None:
                self.head.append(f"$star({name});")
            self.given.update({outer or inner: f"{name}.{inner}" for inner, _, outer in pairs})
        else:
            self.given.update({outer or inner: inner for inner, _, outer in pairs})
        self.edits.append((start, end, ""))

    def _default(self, start: int, found: "re.Match[str]") -> None:
        kind, name = found["kind"], found["name"]
        if kind and name:
            self.given["default"] = name
            self.edits.append((start, found.start("kind"), ""))
        else:
            self.given["default"] = "$default"
            here = found.end("kind") if kind else found.start("name") if name else found.end()
            self.edits.append((start, here, f"{kind.strip()} $default " if kind else "const $default = "))

    def text(self) -> str:
        """A function that carries the module out."""
        parts, at = [], 0
        for start, end, new in sorted(self.edits):
            lines = "\n" * (self.code[start:end].count("\n") - new.count("\n"))
            parts += [self.code[at:start], new, lines]
            at = end
        body = "".join([*parts, self.code[at:]])
        given = ", ".join(f"{json.dumps(outer)}: () => {inner}" for outer, inner in self.given.items())
        head = f"$export({{ {given} }}); {' '.join(self.head)}"
        return f"(async function ($export, $star, $import, $later, $meta) {{ 'use strict'; {head} {body}\n}})"


def _listed(inner: str | None) -> list[str]:
    return [" ".join(part.split()) for part in (inner or "").split(",") if part.strip()]


@lru_cache(maxsize=64)
def _rewritten(code: str) -> tuple[str, tuple[str, ...]]:
    """A module as a function of what it exports to and imports by, and what it names."""
    try:
        made = _Rewriting(code)
    except ValueError:  # a string that never ends: the engine says where
        return f"(async () => {{ {code}\n}})", ()
    return made.text(), tuple(made.needs)


def module_needs(code: str, url: str) -> Iterator[str]:
    """Addresses of what a module at this address imports; names that are no addresses lead nowhere."""
    for name in _rewritten(code)[1]:
        if name.startswith(("./", "../", "/", "http://", "https://")):
            yield urljoin(url, name)


def begun_module(code: str, url: str, page: str, files: Mapping[str, str]) -> dict[str, object]:
    """What the engine needs to begin a module: its function, and those of all that it may import.

    `url` is "" for one that stands in the page.
    """
    made: dict[str, str] = {}
    waiting = [(code, url or page)]
    while waiting:
        for name in module_needs(*waiting.pop()):
            if name in files and name not in made:
                data = name.endswith(".json")
                made[name] = files[name] if data else _rewritten(files[name])[0]
                waiting += [] if data else [(files[name], name)]
    return {"url": url, "text": _rewritten(code)[0], "files": list(made.items())}
