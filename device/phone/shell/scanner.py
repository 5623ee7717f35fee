"""The words, operators and redirections of a shell script, each read from where it may stand."""

import re
from collections.abc import Callable
from typing import Literal

from device.phone.shell.syntax import Assignment, Redirect, Script, ShellText, SyntaxFault, Word
from device.phone.shell.word import WordReader

_BLANKS = re.compile(r"(?:[ \t]|\\\n)+")
_COMMENT = re.compile(r"#[^\n]*")
_OPERATOR = re.compile(r"&&|\|\||;;|[;&|()\n]")
_REDIRECT = re.compile(r"(\d?)(<<<|<<-?|>>|>&|<&|>\||&>>|&>|<>|<|>)")
_ASSIGNMENT = re.compile(r"([A-Za-z_][A-Za-z0-9_]*)(\+?)=")
_NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")
_AFTER_WORD = frozenset({"", *" \t\n;&|<>()"})
Kind = Literal["<", ">", ">>", ">&", "<<", "&>", "&>>"]
_KINDS: dict[str, Kind] = {
    "<": "<", "<>": "<", ">": ">", ">|": ">", ">>": ">>", ">&": ">&", "<&": ">&", "&>": "&>", "&>>": "&>>",
}  # fmt: skip


class Scanner:
    """A place in a script, over the characters themselves; a word is read where one may stand."""

    def __init__(self, text: str, parse: Callable[[str, int], Script], depth: int) -> None:
        self._reader = WordReader(text, parse, depth)
        self._parse = parse
        self._cut = 0
        """Lines of here-documents that were cut out so far."""
        self._counted = (0, 1)
        """Up to where lines were counted, and the number of the line there, those cut out left aside."""

    # -- looking ahead -------------------------------------------------------------------------------
    def _blanks(self) -> None:
        reader = self._reader
        found = _BLANKS.match(reader.text, reader.at)
        if found:
            reader.at = found.end()
        if reader.peek() == "#":
            reader.at = _COMMENT.match(reader.text, reader.at).end()  # type: ignore[union-attr]

    def operator(self) -> str:
        """The operator that comes next, not eaten; "" when a word or the end does."""
        self._blanks()
        found = _OPERATOR.match(self._reader.text, self._reader.at)
        return found[0] if found and not self._redirect_ahead() else ""

    def _redirect_ahead(self) -> bool:
        return _REDIRECT.match(self._reader.text, self._reader.at) is not None

    def reserved(self, words: frozenset[str]) -> str:
        """The reserved word that comes next, not eaten; "" when none of these does."""
        self._blanks()
        reader = self._reader
        for word in words:
            end = reader.at + len(word)
            if reader.text.startswith(word, reader.at) and reader.text[end : end + 1] in _AFTER_WORD:
                return word
        return ""

    def _take(self, *words: str) -> bool:
        if self.reserved(frozenset(words)):
            self._reader.at += len(self.reserved(frozenset(words)))
            return True
        return False

    def _expect(self, word: str, opened_by: str) -> None:
        if not self._take(word):
            if self._ended():
                raise SyntaxFault(f"syntax error: unmatched '{opened_by}'")
            raise self.unexpected()

    def _ended(self) -> bool:
        self._blanks()
        return self._reader.at >= len(self._reader.text)

    def unexpected(self) -> SyntaxFault:
        """What to say of the place where the parser stands."""
        operator = self.operator()
        if operator == "\n":
            return SyntaxFault("syntax error: unexpected newline")
        if operator:
            return SyntaxFault(f"syntax error: unexpected '{operator}'")
        if self._ended():
            return SyntaxFault("syntax error: unexpected EOF")
        start = self._reader.at
        self._reader.word()
        token = self._reader.text[start : max(self._reader.at, start + 1)]
        return SyntaxFault(f"syntax error: unexpected '{token}'")

    def _number(self, end: int) -> int:
        """Of the line that a place is in, from 1; never one before a place that was asked for."""
        at, number = self._counted
        end = max(at, end)
        self._counted = (end, number + self._reader.text.count("\n", at, end))
        return self._counted[1] + self._cut

    def _lines(self) -> None:
        """Skip newlines."""
        while self.operator() == "\n":
            self._reader.at += 1

    # -- reading -------------------------------------------------------------------------------------
    def _word(self) -> Word:
        self._blanks()
        start = self._reader.at
        word = self._reader.word()
        if self._reader.at == start:
            raise self.unexpected()
        return word

    def _name(self) -> str:
        """A name of a variable or function."""
        self._blanks()
        name = _NAME.match(self._reader.text, self._reader.at)
        if name is None:
            raise self.unexpected()
        self._reader.at = name.end()
        return name[0]

    def _assignment(self) -> Assignment | None:
        """An assignment, where one stands here."""
        reader = self._reader
        found = _ASSIGNMENT.match(reader.text, reader.at)
        if found is None:
            return None
        reader.at = found.end()
        return Assignment(found[1], reader.word(), bool(found[2]))

    def _redirect(self, redirects: list[Redirect]) -> None:
        reader = self._reader
        found = _REDIRECT.match(reader.text, reader.at)
        if found is None:
            raise self.unexpected()
        reader.at = found.end()
        sign = found[2]
        fd = int(found[1]) if found[1] else 0 if sign.startswith("<") else 1
        self._blanks()
        if sign == "<<<":
            redirects.append(Redirect(fd, "<<", (*self._word(), ShellText("\n", True))))
            return
        if sign.startswith("<<"):
            self._open_document(fd, sign == "<<-", redirects)
            return
        redirects.append(Redirect(fd, _KINDS[sign], self._word()))

    def _open_document(self, fd: int, tabs: bool, redirects: list[Redirect]) -> None:
        """Read a here-document. Its lines, which follow the present one, are cut out of the text."""
        reader = self._reader
        word = self._word()
        end = "".join(part.text for part in word if isinstance(part, ShellText))
        quoted = any(isinstance(part, ShellText) and part.quoted for part in word)
        start = reader.text.find("\n", reader.at) + 1 or len(reader.text)
        at, lines = start, []
        while at < len(reader.text):
            stop = reader.text.find("\n", at)
            stop = len(reader.text) if stop < 0 else stop
            line = reader.text[at:stop].lstrip("\t") if tabs else reader.text[at:stop]
            at = min(len(reader.text), stop + 1)
            if line == end:
                break
            lines.append(line + "\n")
        else:
            raise SyntaxFault(f"here document '{end}' unclosed")
        self._cut += reader.text.count("\n", start, at)
        reader.text = reader.text[:start] + reader.text[at:]
        body = "".join(lines)
        content: Word = (ShellText(body, True),)
        if not quoted:
            content = WordReader(body, self._parse, reader.depth).until("", quoted=True)
        redirects.append(Redirect(fd, "<<", content))
