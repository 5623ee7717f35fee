"""The words of an awk program."""

import re
from dataclasses import dataclass

from device.phone.shell.awk.fault import AwkFault
from device.phone.shell.word import escape

KEYWORDS = frozenset({
    "BEGIN", "END", "function", "func", "if", "else", "while", "for", "do", "break", "continue", "next",
    "nextfile", "exit", "return", "delete", "in", "getline", "print", "printf",
})  # fmt: skip
BUILTINS = frozenset({
    "length", "substr", "index", "split", "sub", "gsub", "match", "sprintf", "tolower", "toupper", "int",
    "sqrt", "exp", "log", "sin", "cos", "atan2", "rand", "srand", "system", "close", "fflush",
})  # fmt: skip
_BLANK = re.compile(r"(?:[ \t\r]+|\\\r?\n|#[^\n]*)+")
_NUMBER = re.compile(r"(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?")
_NAME = re.compile(r"[A-Za-z_][A-Za-z_0-9]*")
_OPERATOR = re.compile(r"\*\*=|&&|\|\||>>|\+\+|--|\*\*|!~|[-+*/%^=!<>]=|[-+*/%^=!<>~?:,;(){}\[\]$|]")
_STRING = re.compile(r'"((?:[^"\\\n]|\\.)*)"', re.DOTALL)
_REGEX = re.compile(r"/((?:[^/\\\[\n]|\\.|\[\^?\]?(?:\[:\w+:\]|\\.|[^\]\n])*+\])*+)/")
_ENDS_OPERAND = frozenset({"number", "string", "name", "builtin", ")", "]", "++", "--"})
"""Kinds of tokens after which a slash divides."""


@dataclass(frozen=True, slots=True)
class Token:
    """One word. The kind of keywords and operators is their text."""

    kind: str
    text: str
    called: bool = False
    """A name with its parenthesis right behind it."""


def tokens(program: str) -> list[Token]:
    """All words, the last one of kind "end". Raises AwkFault."""
    found: list[Token] = []
    at = 0
    while at < len(program):
        blank = _BLANK.match(program, at)
        if blank is not None:
            at = blank.end()
            continue
        token, at = _next(program, at, found[-1].kind if found else "")
        found.append(token)
    found.append(Token("end", ""))
    return found


def _next(program: str, at: int, before: str) -> tuple[Token, int]:
    char = program[at]
    if char == "\n":
        return Token("newline", "\n"), at + 1
    if number := _NUMBER.match(program, at):
        return Token("number", number[0]), number.end()
    if name := _NAME.match(program, at):
        return _word(name[0], called=program[name.end() : name.end() + 1] == "("), name.end()
    if char == '"':
        return _string(program, at)
    if char == "/" and before not in _ENDS_OPERAND:
        regex = _REGEX.match(program, at)
        if regex is None:
            raise AwkFault(f"non-terminated regular expression {program[at : at + 20]}")
        return Token("regex", regex[1]), regex.end()
    if operator := _OPERATOR.match(program, at):
        text = {"**": "^", "**=": "^="}.get(operator[0], operator[0])
        return Token(text, text), operator.end()
    raise AwkFault(f"syntax error at {program[at : at + 20]!r}")


def _word(name: str, *, called: bool) -> Token:
    if name in KEYWORDS:
        return Token("function" if name == "func" else name, name)
    return Token("builtin" if name in BUILTINS else "name", name, called)


def _string(program: str, at: int) -> tuple[Token, int]:
    found = _STRING.match(program, at)
    if found is None:
        raise AwkFault(f"non-terminated string {program[at : at + 20]}")
    return Token("string", unescaped(found[1])), found.end()


def unescaped(text: str) -> str:
    r"""A text with its escapes resolved; \/ and \" are the characters, unknown ones keep their backslash."""
    parts: list[str] = []
    at = 0
    while (backslash := text.find("\\", at)) >= 0:
        parts.append(text[at:backslash])
        after = text[backslash + 1 : backslash + 2]
        if after in ("/", '"', "\n"):
            part, at = after.strip("\n"), backslash + 2
        else:
            part, at = escape(text, backslash + 1)
        parts.append(part)
    return "".join(parts) + text[at:]
