"""Whether a command line reads its standard input.

A daemon cannot ask: most clients leave the input open for as long as they live, so a command that reads
none must run at once, and one that reads must wait for the input's end. The tree of the script tells.
"""

import re
from collections.abc import Iterable
from functools import lru_cache

from device.phone.shell.parser import parse
from device.phone.shell.syntax import (
    Arithmetic,
    Case,
    Chain,
    Condition,
    For,
    Function,
    If,
    Node,
    Pipeline,
    Redirect,
    Redirected,
    Script,
    ShellGroup,
    ShellText,
    Simple,
    Substitution,
    SyntaxFault,
    Variable,
    While,
    Word,
)

_OPERANDS = {
    "base64": 0, "cat": 0, "egrep": 1, "fgrep": 1, "grep": 1, "gzip": 0, "head": 0, "md5sum": 0, "sha1sum": 0,
    "sha256sum": 0, "sort": 0, "sqlite3": 1, "tail": 0, "wc": 0,
}  # fmt: skip
"""How many operands a command may have and still read its input."""
_WITH_VALUE = {"grep": "-e-m-A-B-C", "head": "-n-c", "tail": "-n-c"}
"""Options whose value is a word of its own."""
_ALWAYS = frozenset({"read", "tee"})
_PREFIXES = {"exec": 0, "su": 0, "toybox": 0, "nohup": 0, "command": 0, "run-as": 1}
"""Commands that run the command behind them, and how many operands of their own come first."""
_SHELLS = frozenset({"sh", "su"})
_OPENING = frozenset({"su", "run-as"})
"""Prefixes that are a shell where no command is behind them."""
_RUNS_TEXT = re.compile(r"-[a-z]*c[a-z]*")
_HEAD = 4096
"""Characters of a command in which an install would stand."""
_PACKAGE = re.compile(r"\b(?:cmd\s+package|pm)\s+'?install(?:-write)?'?\s(?:.*\s)?'?-S'?[\s=]+'?(\d+)")
_ASSIGNMENT = re.compile(r"\w+=.*", re.DOTALL)
_MAX_NESTING = 8
"""Of `sh -c` in each other."""


def package_bytes(command: str) -> int:
    """Bytes of a package that the client will send with an install command; 0 for any other command."""
    found = _PACKAGE.search(command[:_HEAD])
    return int(found[1]) if found else 0


@lru_cache(maxsize=512)
def wants_input(command: str, nested: int = 0) -> bool:
    """Whether any command of the line reads what comes from outside."""
    try:
        return nested < _MAX_NESTING and _reads(parse(command), nested)
    except SyntaxFault:
        return False  # the shell complains at once


def _reads(node: Node, nested: int) -> bool:
    """Whether a node reads its standard input."""
    if isinstance(node, Simple):
        return _simple(node, nested)
    if isinstance(node, Redirected) and _fed(node.redirects):
        return False
    return _expanded(_words(node), nested) or any(_reads(part, nested) for part in _parts(node))


def _parts(node: Node) -> Iterable[Node]:
    """The nodes inside one that share its input."""
    match node:
        case Pipeline(commands):
            return commands[:1]
        case Chain(links):
            return [link for _, link in links]
        case Script(commands):
            return commands
        case ShellGroup(script):
            return [script]
        case If(branches, otherwise):
            return [part for branch in branches for part in branch] + ([otherwise] if otherwise else [])
        case While(condition, body):
            return [condition, body]
        case Case(_, choices):
            return [body for _, body in choices]
        case For(body=inner) | Function(body=inner) | Redirected(body=inner):
            return [inner]
    return ()


def _words(node: Node) -> Iterable[Word]:
    """The words that such a node expands itself."""
    match node:
        case Condition(words):
            return words
        case For(_, words):
            return words or ()
        case Case(word):
            return [word]
    return ()


def _fed(redirects: Iterable[Redirect]) -> bool:
    return any(redirect.kind in ("<", "<<") for redirect in redirects)


def _expanded(words: Iterable[Word], nested: int) -> bool:
    """Whether a substitution in the words reads."""
    return any(_part_reads(part, nested) for word in words for part in word)


def _part_reads(part: object, nested: int) -> bool:
    if isinstance(part, Substitution):
        return _reads(part.script, nested)
    if isinstance(part, Arithmetic):
        return _expanded((part.expression,), nested)
    return isinstance(part, Variable) and _expanded((part.argument, part.second), nested)


def _simple(node: Simple, nested: int) -> bool:
    if _expanded((*node.words, *(each.value for each in node.assignments)), nested):
        return True
    return not _fed(node.redirects) and _command([_shown(word) for word in node.words], nested)


def _shown(word: Word) -> str:
    """A word as far as it can be told before it is expanded."""
    return "".join(part.text if isinstance(part, ShellText) else "$" for part in word)


def _command(words: list[str], nested: int) -> bool:
    """Whether a command, by its words, reads."""
    if not words:
        return False
    name = words[0].rpartition("/")[2]
    given = next((at for at, word in enumerate(words) if at and _RUNS_TEXT.fullmatch(word)), 0)
    if name in _SHELLS and given:
        return wants_input(" ".join(words[given + 1 : given + 2]), nested + 1)
    if name == "sh":
        flags = [word for word in words[1:] if word.startswith("-") and word != "-"]
        return len(flags) == len(words) - 1 or any("s" in flag for flag in flags)
    if name in _PREFIXES:
        behind = _behind(words[1:], _PREFIXES[name])
        return _command(behind, nested) if behind else name in _OPENING
    if name in _ALWAYS:
        return True
    if name == "dd":
        return not any(word.startswith("if=") for word in words)
    if name not in _OPERANDS:
        return False
    operands = _operands(name, words[1:])
    return "-" in operands or len(operands) <= _OPERANDS[name]


def _behind(words: list[str], operands: int) -> list[str]:
    """The command behind a prefix, its options, own operands and assignments."""
    rest = list(words)
    while rest and (rest[0].startswith("-") or rest[0] in ("0", "root") or _ASSIGNMENT.fullmatch(rest[0])):
        rest.pop(0)
    return rest[operands:]


def _operands(name: str, words: list[str]) -> list[str]:
    found: list[str] = []
    options = _WITH_VALUE.get(name, "")
    skip = False
    for word in words:
        if skip:
            skip = False
        elif word.startswith("-") and word != "-":
            skip = word in {options[place : place + 2] for place in range(0, len(options), 2)}
        elif not word.isdigit() or name not in ("head", "tail"):
            found.append(word)
    return found
