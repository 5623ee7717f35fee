"""From the text of a shell script to its tree: the grammar."""

import re
from collections.abc import Callable
from functools import lru_cache

from device.phone.shell.scanner import Scanner
from device.phone.shell.syntax import (
    Assignment,
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
    SyntaxFault,
    While,
    Word,
)
from device.phone.shell.word import MAX_DEPTH, TOO_DEEP

_FUNCTION = re.compile(r"([A-Za-z_][A-Za-z0-9_.-]*)[ \t]*\([ \t]*\)")
_CLOSING = frozenset({"then", "elif", "else", "fi", "do", "done", "esac", "}"})


@lru_cache(maxsize=512)
def parse(text: str, depth: int = 0) -> Script:
    """The tree of a script. Raises SyntaxFault."""
    parser = Parser(text, depth)
    script = parser.script()
    if parser.operator() or parser.reserved(_CLOSING):
        raise parser.unexpected()
    return script


class Parser(Scanner):
    """Recursive descent."""

    def __init__(self, text: str, depth: int) -> None:
        super().__init__(text, parse, depth)
        self.begun = 1
        """Where the commands that `line` gave began: the number of that line."""

    # -- lists ---------------------------------------------------------------------------------------
    def script(self) -> Script:
        """Commands up to a closing word or parenthesis, which is left."""
        reader = self._reader
        reader.depth += 1
        if reader.depth > MAX_DEPTH:
            raise SyntaxFault(TOO_DEEP)
        commands: list[Node] = []
        while True:
            self._lines()
            if self._ended() or self.operator() in (")", ";;") or self.reserved(_CLOSING):
                break
            commands.append(self._chain())
            ending = self.operator()
            if ending in (";", "&", "\n"):
                reader.at += 1
            else:
                break
        reader.depth -= 1
        return Script(tuple(commands))

    def line(self) -> Script | None:
        """The commands of the next line, or of as many as belong together; None at the end."""
        self._lines()
        self.begun = self._number(self._reader.at)
        commands: list[Node] = []
        while not self._ended() and self.operator() != "\n":
            if self.reserved(_CLOSING):
                raise self.unexpected()
            commands.append(self._chain())
            if self.operator() not in (";", "&"):
                break
            self._reader.at += 1
        if self.operator() == "\n":
            self._reader.at += 1
        elif not self._ended():
            raise self.unexpected()
        return Script(tuple(commands)) if commands else None

    @property
    def number(self) -> int:
        """Of the line that holds the last character that was read, from 1."""
        return self._number(self._reader.at - 1)

    @property
    def left(self) -> int:
        """Characters that were not read yet."""
        return len(self._reader.text) - self._reader.at

    def _chain(self) -> Node:
        links: list[tuple[str, Node]] = [("", self._pipeline())]
        while self.operator() in ("&&", "||"):
            operator = self.operator()
            self._reader.at += 2
            self._lines()
            links.append((operator, self._pipeline()))
        return links[0][1] if len(links) == 1 else Chain(tuple(links))

    def _pipeline(self) -> Node:
        negated = False
        while self._take("!"):
            negated = not negated
        commands = [self._command()]
        while self.operator() == "|":
            self._reader.at += 1
            self._lines()
            commands.append(self._command())
        return commands[0] if len(commands) == 1 and not negated else Pipeline(tuple(commands), negated)

    # -- commands ------------------------------------------------------------------------------------
    def _command(self) -> Node:
        compound = self._compound()
        if compound is None:
            return self._simple()
        redirects: list[Redirect] = []
        self._blanks()
        while self._redirect_ahead():
            self._redirect(redirects)
            self._blanks()
        return Redirected(compound, tuple(redirects)) if redirects else compound

    def _compound(self) -> Node | None:
        reader = self._reader
        if self.operator() == "(":
            reader.at += 1
            script = self.script()
            if self.operator() != ")":
                raise SyntaxFault("syntax error: unmatched '('") if self._ended() else self.unexpected()
            reader.at += 1
            return ShellGroup(script, True)
        word = self.reserved(_OPENING)
        if not word:
            return self._function()
        reader.at += len(word)
        return _COMPOUNDS[word](self)

    def _group(self) -> Node:
        script = self.script()
        self._expect("}", "{")
        return ShellGroup(script, False)

    def _if(self) -> Node:
        branches = []
        otherwise = None
        while True:
            condition = self.script()
            self._expect("then", "if")
            branches.append((condition, self.script()))
            if self._take("elif"):
                continue
            if self._take("else"):
                otherwise = self.script()
            self._expect("fi", "if")
            return If(tuple(branches), otherwise)

    def _while(self) -> Node:
        return self._loop(False)

    def _until(self) -> Node:
        return self._loop(True)

    def _loop(self, until: bool) -> Node:
        opened = "until" if until else "while"
        condition = self.script()
        return While(condition, self._body(opened), until)

    def _body(self, opened_by: str) -> Script:
        self._lines()
        self._expect("do", opened_by)
        body = self.script()
        self._expect("done", opened_by)
        return body

    def _for(self) -> Node:
        name = self._name()
        self._lines()
        words: tuple[Word, ...] | None = None
        if self._take("in"):
            found = []
            while not self.operator() and not self._ended():
                found.append(self._word())
            words = tuple(found)
        if self.operator() == ";":
            self._reader.at += 1
        return For(name, words, self._body("for"))

    def _case(self) -> Node:
        word = self._word()
        self._lines()
        self._expect("in", "case")
        branches = []
        self._lines()
        while not self._take("esac"):
            branches.append((self._patterns(), self.script()))
            if self.operator() == ";;":
                self._reader.at += 2
            elif not self.reserved(frozenset({"esac"})):
                raise SyntaxFault("syntax error: unmatched 'case'") if self._ended() else self.unexpected()
            self._lines()
        return Case(word, tuple(branches))

    def _patterns(self) -> tuple[Word, ...]:
        if self.operator() == "(":
            self._reader.at += 1
        patterns = [self._word()]
        while self.operator() == "|":
            self._reader.at += 1
            patterns.append(self._word())
        if self.operator() != ")":
            raise self.unexpected()
        self._reader.at += 1
        return tuple(patterns)

    def _test(self) -> Node:
        words: list[Word] = []
        while not self._take("]]"):
            self._lines()
            operator = self.operator()
            if operator in ("&&", "||", "(", ")"):
                self._reader.at += len(operator)
                words.append((ShellText(operator, False),))
            elif self._reader.peek() in ("<", ">"):
                words.append((ShellText(self._reader.peek(), False),))
                self._reader.at += 1
            else:
                words.append(self._word())
        return Condition(tuple(words))

    def _named_function(self) -> Node:
        return self._function_body(self._name())

    def _function(self) -> Node | None:
        found = _FUNCTION.match(self._reader.text, self._reader.at)
        if found is None:
            return None
        self._reader.at = found.end()
        return self._function_body(found[1])

    def _function_body(self, name: str) -> Node:
        self._lines()
        body = self._compound()
        if body is None:
            raise self.unexpected()
        return Function(name, body)

    def _simple(self) -> Node:
        assignments: list[Assignment] = []
        words: list[Word] = []
        redirects: list[Redirect] = []
        reader = self._reader
        while True:
            self._blanks()
            if self._redirect_ahead():
                self._redirect(redirects)
            elif self.operator() or reader.at >= len(reader.text):
                break
            elif not words and (assignment := self._assignment()):
                assignments.append(assignment)
            else:
                words.append(self._word())
        if not assignments and not words and not redirects:
            raise self.unexpected()
        return Simple(tuple(assignments), tuple(words), tuple(redirects))


_COMPOUNDS: dict[str, Callable[[Parser], Node]] = {
    "{": Parser._group,
    "if": Parser._if,
    "while": Parser._while,
    "until": Parser._until,
    "for": Parser._for,
    "case": Parser._case,
    "[[": Parser._test,
    "function": Parser._named_function,
}
_OPENING = frozenset(_COMPOUNDS)
