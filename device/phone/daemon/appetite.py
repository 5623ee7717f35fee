"""Whether a command line reads its standard input.

A daemon cannot ask: most clients leave the input open for as long as they live, so a command that reads
none must run at once, and one that reads must wait for the input's end. The first command of each pipeline
decides.
"""

import re
import shlex

_OPERANDS = {
    "awk": 1, "base64": 0, "cat": 0, "cksum": 0, "cut": 0, "egrep": 1, "fgrep": 1, "gzip": 0, "grep": 1,
    "gunzip": 0, "head": 0, "md5sum": 0, "nl": 0, "od": 0, "rev": 0, "sed": 1, "sh": 0, "sha1sum": 0,
    "sha256sum": 0, "sort": 0, "sqlite3": 1, "tac": 0, "tail": 0, "uniq": 0, "wc": 0, "xxd": 0, "zcat": 0,
}  # fmt: skip
"""How many operands a command may have and still read its input."""
_WITH_VALUE = {
    "awk": "-F-v", "cut": "-d-f-c-b", "grep": "-e-m-A-B-C", "head": "-n-c", "od": "-A-t-N-j", "sort": "-k-t",
    "tail": "-n-c", "xxd": "-l-s-c-g",
}  # fmt: skip
"""Options whose value is a word of its own."""
_ALWAYS = frozenset({"read", "tee", "tr", "xargs"})
_ENDS = frozenset({";", "&&", "||", "|", "&", "\n", "(", ")", ";;"})
_ASSIGNMENT = re.compile(r"\w+=.*", re.DOTALL)
_PACKAGE = re.compile(r"\b(?:cmd\s+package|pm)\s+'?install(?:-write)?'?\s(?:.*\s)?'?-S'?[\s=]+'?(\d+)")


def package_bytes(command: str) -> int:
    """Bytes of a package that the client will send with an install command; 0 for any other command."""
    found = _PACKAGE.search(command)
    return int(found[1]) if found else 0


def wants_input(command: str) -> bool:
    """Whether any command of the line reads what comes from outside."""
    lexer = shlex.shlex(command, posix=True, punctuation_chars=";&|()<>")
    lexer.whitespace_split = True
    lexer.commenters = ""
    try:
        words = list(lexer)
    except ValueError:  # a quote without its partner
        return False
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


def _reads(words: list[str]) -> bool:
    if any(word.startswith("<") for word in words):
        return False
    while words and (_ASSIGNMENT.fullmatch(words[0]) or words[0] in ("exec", "su", "busybox", "toybox")):
        words = words[1:]
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
    return "-" in operands or len(operands) <= _OPERANDS[name]


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
