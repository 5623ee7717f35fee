"""Whether a command line reads its standard input.

A daemon cannot ask: most clients leave the input open for as long as they live, so a command that reads
none must run at once, and one that reads must wait for the input's end. The first command of each pipeline
decides.
"""

import re

from device.phone.shell.awk.fault import AwkFault
from device.phone.shell.awk.parser import parse

_OPERANDS = {
    "awk": 1, "base64": 0, "cat": 0, "cksum": 0, "cut": 0, "egrep": 1, "fgrep": 1, "gzip": 0, "grep": 1,
    "gunzip": 0, "head": 0, "md5sum": 0, "nl": 0, "od": 0, "rev": 0, "sed": 1, "sh": 0, "sha1sum": 0,
    "sha256sum": 0, "sort": 0, "sqlite3": 1, "tac": 0, "tail": 0, "uniq": 0, "wc": 0, "xxd": 0, "zcat": 0,
}  # fmt: skip
"""How many operands a command may have and still read its input."""
_WITH_VALUE = {
    "awk": "-F-v-f", "cut": "-d-f-c-b", "grep": "-e-m-A-B-C", "head": "-n-c", "od": "-A-t-N-j",
    "sort": "-k-t", "tail": "-n-c", "xxd": "-l-s-c-g",
}  # fmt: skip
"""Options whose value is a word of its own."""
_ALWAYS = frozenset({"read", "tee", "tr", "xargs"})
_BEFORE = frozenset({"exec", "su", "busybox", "toybox"})
_ENDS = frozenset({";", "&&", "||", "|", "&", "\n", "(", ")", ";;"})
_ASSIGNMENT = re.compile(r"\w+=.*", re.DOTALL)
_QUOTED = r"""'[^']*'|"(?:[^"\\]|\\.)*"|\\."""
_TOKEN = re.compile(rf"""\s*+(?:([;&|()<>]++)|((?:[^\s;&|()<>'"\\]++|{_QUOTED})++)|\Z)""", re.DOTALL)
_QUOTE = re.compile(_QUOTED, re.DOTALL)
_ESCAPED = re.compile(r"\\([\\\"$`])")
_HEAD = 4096
"""Characters of a command in which an install would stand."""
_PACKAGE = re.compile(r"\b(?:cmd\s+package|pm)\s+'?install(?:-write)?'?\s(?:.*\s)?'?-S'?[\s=]+'?(\d+)")


def package_bytes(command: str) -> int:
    """Bytes of a package that the client will send with an install command; 0 for any other command."""
    found = _PACKAGE.search(command[:_HEAD])
    return int(found[1]) if found else 0


def wants_input(command: str) -> bool:
    """Whether any command of the line reads what comes from outside."""
    words = _words(command)
    simple: list[str] = []
    fed = False
    for word in [*words, ";"]:
        if word in _ENDS:
            if not fed and _reads(simple):
                return True
            fed = word == "|"
            simple = []
        else:
            simple.append(word)
    return False


def _words(command: str) -> list[str]:
    """Words without their quotes, and operators; none where a quote has no partner. Linear in time."""
    found: list[str] = []
    at = 0
    while at < len(command):
        token = _TOKEN.match(command, at)
        if token is None:
            return []
        operator, word = token.groups()
        if operator or word:
            found.append(operator or _QUOTE.sub(_inside, word))
        at = token.end()
    return found


def _inside(quoted: re.Match[str]) -> str:
    return quoted[0][1:] if quoted[0].startswith("\\") else quoted[0][1:-1]


def _reads(words: list[str]) -> bool:
    if any(word.startswith("<") for word in words):
        return False
    start = 0
    while start < len(words) and (_ASSIGNMENT.fullmatch(words[start]) or words[start] in _BEFORE):
        start += 1
    words = words[start:]
    if not words:
        return False
    name = words[0].rpartition("/")[2]
    if name in _ALWAYS:
        return True
    if name == "dd":
        return not any(word.startswith("if=") for word in words)
    if name not in _OPERANDS:
        return False
    operands = _operands(name, words[1:])
    if name == "awk":
        return _awk_reads(words[1:], operands)
    return "-" in operands or len(operands) <= _OPERANDS[name]


def _awk_reads(words: list[str], operands: list[str]) -> bool:
    """A program of nothing but BEGIN reads no input, nor does one that is none."""
    if "-f" in words:
        return not operands or "-" in operands
    if "-" in operands[1:]:
        return True
    if not operands or any("=" not in operand for operand in operands[1:]):
        return False
    for text in (operands[0], _ESCAPED.sub(r"\1", operands[0])):  # in '...', then in "..."
        try:
            program = parse(text)
        except AwkFault:
            continue
        return bool(program.rules or program.end) or "getline" in text
    return True


def _redirects(words: list[str]) -> bool:
    return any(word.startswith(">") for word in words)


def _operands(name: str, words: list[str]) -> list[str]:
    found: list[str] = []
    options = _WITH_VALUE.get(name, "")
    skip = False
    for position, word in enumerate(words):
        before, after = words[position - 1 : position], words[position + 1 : position + 2]
        if skip or _redirects([word]) or _redirects(before) or (word.isdigit() and _redirects(after)):
            skip = False
        elif word.startswith("-") and word != "-":
            if name == "sh" and word == "-c":
                return ["-c", "its command"]
            skip = word in {options[place : place + 2] for place in range(0, len(options), 2)}
        elif not word.isdigit() or name not in ("head", "tail"):
            found.append(word)
    return found
