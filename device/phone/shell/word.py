"""Reading one word of a shell script: quotes, backslashes, variables and substitutions."""

import re
from collections.abc import Callable

from device.phone.shell.syntax import (
    Arithmetic,
    Part,
    Script,
    ShellText,
    Substitution,
    SyntaxFault,
    Variable,
    Word,
)

NO_CLOSING_QUOTE = "no closing quote"
TOO_DEEP = "syntax error: nested too deep"
MAX_DEPTH = 25
"""How deep a script may nest."""

_NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_]*|[0-9]|[?$#@*!-]")
_BRACED_NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_]*|[0-9]+|[?$#@*!-]")
_PATTERNED = frozenset({"#", "##", "%", "%%", "/", "//"})
_FILE_ALONE = re.compile(r"""\s*<(?!<)\s*(?:[^\s'"<>|&;()]+|"[^"]*"|'[^']*')+\s*""")
"""`$(<file)`: what the file holds."""
_OPERATOR = re.compile(r":[-=?+]|%%|##|//|[-=?+%#/:]")
_PLAIN = re.compile(r"""[^\\'"$`\s;&|<>(){}*?\[~#!=\n]+""")
_QUOTED_PLAIN = re.compile(r'[^\\"$`]+')
_ENDS = frozenset(" \t\n;&|<>()")
_ESCAPES = {
    "n": "\n", "t": "\t", "r": "\r", "a": "\a", "b": "\b", "f": "\f", "v": "\v", "e": "\x1b", "E": "\x1b",
    "\\": "\\", "'": "'", '"': '"', "?": "?",
}  # fmt: skip
_NUMERIC = re.compile(r"x([0-9A-Fa-f]{1,2})|u([0-9A-Fa-f]{1,4})|U([0-9A-Fa-f]{1,8})|([0-7]{1,3})")


class WordReader:
    """A place in a script's text, and how words are read from there."""

    def __init__(self, text: str, parse: Callable[[str, int], Script], depth: int = 0) -> None:
        self.text = text
        self.at = 0
        self.depth = depth
        self._parse = parse
        """Parses the inside of a substitution, given its depth."""

    def peek(self) -> str:
        """The next character; "" at the end."""
        return self.text[self.at : self.at + 1]

    def word(self) -> Word:
        """One word, up to a blank or an operator."""
        parts: list[Part] = []
        while self.at < len(self.text) and self.text[self.at] not in _ENDS:
            plain = _PLAIN.match(self.text, self.at)
            if plain:
                self.at = plain.end()
                _add(parts, plain[0], False)
            else:
                self._piece(parts)
        return tuple(parts)

    def _piece(self, parts: list[Part]) -> None:
        """One special character of an unquoted word and what belongs to it."""
        char = self.text[self.at]
        if char == "'":
            _add(parts, self._single(), True)
        elif char == '"':
            self.at += 1
            parts.extend(self.until('"', quoted=True) or (ShellText("", True),))
        elif char == "\\":
            escaped = self.text[self.at + 1 : self.at + 2]
            self.at += 2
            if escaped != "\n":
                _add(parts, escaped, True)
        elif char in "$`":
            self._dollar(parts, quoted=False)
        else:
            self.at += 1
            _add(parts, char, False)

    def until(self, end: str, *, quoted: bool) -> Word:
        """Parts up to a closing quote or brace, which is eaten; with end "" to the end of the text."""
        parts: list[Part] = []
        while self.at < len(self.text):
            plain = _QUOTED_PLAIN.match(self.text, self.at) if quoted and end != "}" else None
            if plain:
                self.at = plain.end()
                _add(parts, plain[0], True)
            elif self.text[self.at] == end:
                self.at += 1
                return tuple(parts)
            elif not quoted:
                self._piece(parts)
            else:
                self._quoted_piece(parts, end)
        if end:
            raise SyntaxFault(NO_CLOSING_QUOTE if end == '"' else "syntax error: unexpected EOF")
        return tuple(parts)

    def _quoted_piece(self, parts: list[Part], end: str) -> None:
        char = self.text[self.at]
        if char == "\\":
            escaped = self.text[self.at + 1 : self.at + 2]
            self.at += 2
            if escaped != "\n":
                _add(parts, escaped if escaped in ("$", "`", '"', "\\", end) else "\\" + escaped, True)
        elif char in "$`":
            self._dollar(parts, quoted=True)
        elif char == '"' and end == "}":
            self.at += 1
            parts.extend(self.until('"', quoted=True))
        else:
            self.at += 1
            _add(parts, char, True)

    def _single(self) -> str:
        end = self.text.find("'", self.at + 1)
        if end < 0:
            raise SyntaxFault(NO_CLOSING_QUOTE)
        content = self.text[self.at + 1 : end]
        self.at = end + 1
        return content

    # -- dollars -------------------------------------------------------------------------------------
    def _dollar(self, parts: list[Part], *, quoted: bool) -> None:
        text, at = self.text, self.at
        following = text[at + 1 : at + 2]
        if text[at] == "`":
            self.at += 1
            parts.append(Substitution(self._inside(self._backquoted()), quoted))
        elif text.startswith("$((", at) and self._arithmetic_end() is not None:
            end = self._arithmetic_end() or at
            inner = WordReader(text[at + 3 : end], self._parse, self._deeper())
            self.at = end + 2
            parts.append(Arithmetic(inner.until("", quoted=True), quoted))
        elif following == "(":
            end = closing_parenthesis(text, at + 2)
            self.at = end + 1
            script = text[at + 2 : end]
            script = f"cat {script}" if _FILE_ALONE.fullmatch(script) else script
            parts.append(Substitution(self._inside(script), quoted))
        elif following == "{":
            self.at += 2
            parts.append(self._braced(quoted))
        elif following == "'" and not quoted:
            self.at += 2
            _add(parts, self._ansi(), True)
        else:
            name = _NAME.match(text, at + 1)
            self.at = name.end() if name else at + 1
            if name:
                parts.append(Variable(name[0], quoted))
            elif not (following == '"' and not quoted):
                _add(parts, "$", True)

    def _deeper(self) -> int:
        if self.depth >= MAX_DEPTH:
            raise SyntaxFault(TOO_DEEP)
        return self.depth + 1

    def _inside(self, script: str) -> Script:
        return self._parse(script, self._deeper())

    def _arithmetic_end(self) -> int | None:
        """Where the `))` of a `$((` stands; None when it is a subshell in a substitution after all."""
        end = closing_parenthesis(self.text, self.at + 3)
        return end if self.text.startswith("))", end) else None

    def _backquoted(self) -> str:
        content: list[str] = []
        while True:
            char = self.peek()
            if not char:
                raise SyntaxFault(NO_CLOSING_QUOTE)
            self.at += 1
            if char == "`":
                return "".join(content)
            if char == "\\" and self.peek() in ("$", "`", "\\"):
                char = self.peek()
                self.at += 1
            content.append(char)

    def _braced(self, quoted: bool) -> Variable:
        """After ${."""
        self._deeper()
        if self.text[self.at : self.at + 1] == "#" and self.text[self.at + 1 : self.at + 2] not in ("}", ""):
            start = self.at
            name = _BRACED_NAME.match(self.text, self.at + 1)
            if name:
                self.at = name.end()
                if self.peek() == "}":
                    self.at += 1
                    return Variable(name[0], quoted, "#name")
            self.at = start
        name = _BRACED_NAME.match(self.text, self.at)
        if name is None:
            raise SyntaxFault("bad substitution")
        self.at = name.end()
        if self.peek() == "}":
            self.at += 1
            return Variable(name[0], quoted)
        operator = _OPERATOR.match(self.text, self.at)
        if operator is None:
            raise SyntaxFault(f"{name[0]}: bad substitution")
        self.at = operator.end()
        self.depth += 1
        # Within double quotes, too, an asterisk of a pattern is one, and quotes take that from it.
        argument = self.until("}", quoted=quoted and operator[0] not in _PATTERNED)
        self.depth -= 1
        second: Word = ()
        separator = {"/": "/", "//": "/", ":": ":"}.get(operator[0])
        if separator:
            argument, second = _split(argument, separator)
        return Variable(name[0], quoted, operator[0], argument, second)

    def _ansi(self) -> str:
        """After $': the C escapes up to the closing quote."""
        content: list[str] = []
        while True:
            char = self.peek()
            if not char:
                raise SyntaxFault(NO_CLOSING_QUOTE)
            self.at += 1
            if char == "'":
                return "".join(content)
            if char != "\\":
                content.append(char)
                continue
            decoded, self.at = escape(self.text, self.at)
            content.append(decoded)


def escape(text: str, at: int) -> tuple[str, int]:
    """What the C escape after a backslash at `at` means, and where it ends. Unknown ones stay as they are."""
    numeric = _NUMERIC.match(text, at)
    if numeric:
        digits = next(group for group in numeric.groups() if group is not None)
        value = int(digits, 8 if numeric[4] else 16)
        if numeric[1] or numeric[4]:
            return bytes([value & 0xFF]).decode("utf-8", "surrogateescape"), numeric.end()
        return chr(value) if value < 0x110000 else "\ufffd", numeric.end()
    char = text[at : at + 1]
    return _ESCAPES.get(char, "\\" + char), at + 1


def closing_parenthesis(text: str, at: int, nested: int = 0) -> int:
    """Where the parenthesis that was opened just before `at` is closed, quotes and nesting minded."""
    if nested > MAX_DEPTH:
        raise SyntaxFault(TOO_DEEP)
    depth = 1
    while at < len(text):
        char = text[at]
        if char == "\\":
            at += 1
        elif char in "'`":
            at = text.find(char, at + 1)
            if at < 0:
                raise SyntaxFault(NO_CLOSING_QUOTE)
        elif char == '"':
            at = _closing_double(text, at + 1, nested)
        elif char == "(":
            depth += 1
        elif char == ")":
            depth -= 1
            if not depth:
                return at
        at += 1
    raise SyntaxFault("syntax error: unexpected EOF")


def _closing_double(text: str, at: int, nested: int) -> int:
    """Where a double quote ends; a $( ) inside may hold quotes of its own."""
    while at < len(text):
        if text[at] == "\\":
            at += 1
        elif text[at] == '"':
            return at
        elif text.startswith("$(", at):
            at = closing_parenthesis(text, at + 2, nested + 1)
        at += 1
    raise SyntaxFault(NO_CLOSING_QUOTE)


def _add(parts: list[Part], text: str, quoted: bool) -> None:
    last = parts[-1] if parts else None
    if isinstance(last, ShellText) and last.quoted == quoted:
        parts[-1] = ShellText(last.text + text, quoted)
    else:
        parts.append(ShellText(text, quoted))


def _split(word: Word, separator: str) -> tuple[Word, Word]:
    """A word at the first separator that stands in its plain text."""
    for place, part in enumerate(word):
        if isinstance(part, ShellText) and separator in part.text:
            before, _, after = part.text.partition(separator)
            return (
                (*word[:place], ShellText(before, part.quoted)),
                (ShellText(after, part.quoted), *word[place + 1 :]),
            )
    return word, ()
