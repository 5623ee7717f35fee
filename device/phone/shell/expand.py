"""From the words of a script to a command's arguments: variables, substitutions, splitting, globbing."""

from collections.abc import Callable

from device.phone.file.filesystem import FileSystem
from device.phone.shell.arithmetic import ArithmeticFault, evaluate
from device.phone.shell.field import append_split, braced
from device.phone.shell.pattern import Fragments, compiled, escaped, glob, is_pattern
from device.phone.shell.state import State
from device.phone.shell.stream import Budget
from device.phone.shell.syntax import Arithmetic, Part, Script, ShellText, Variable, Word


class ExpansionFault(Exception):
    """A word cannot be expanded; the shell ends with this message."""


class Expander:
    """Expands words in one shell process."""

    def __init__(
        self,
        state: State,
        files: FileSystem,
        budget: Budget,
        run: Callable[[Script], str],
        random: Callable[[], int],
    ) -> None:
        self._state = state
        self._files = files
        self._budget = budget
        self._run = run
        """Runs a substitution and gives its output without the newlines at the end."""
        self._random = random

    # -- words ---------------------------------------------------------------------------------------
    def fields(self, words: tuple[Word, ...]) -> list[str]:
        """Arguments: split and globbed."""
        out: list[str] = []
        for word in words:
            part = word[0] if len(word) == 1 else None
            if isinstance(part, ShellText) and (part.quoted or not _special(part.text)):
                out.append(part.text)
                continue
            for single in braced(word):
                for fragments in self._split(single):
                    out.extend(self._globbed(fragments))
        return out

    def text(self, word: Word) -> str:
        """A word as one string: an assignment's value, a redirection's target, a quoted argument."""
        if len(word) == 1 and isinstance(part := word[0], ShellText) and not part.text.startswith("~"):
            return part.text
        return "".join(piece for piece, _ in self.fragments(word))

    def pattern(self, word: Word) -> str:
        """A word as a pattern: quoted wildcards are escaped."""
        return escaped(self.fragments(word))

    def fragments(self, word: Word) -> Fragments:
        """A word in pieces, not split; "$@" is joined by blanks."""
        out: Fragments = []
        for place, part in enumerate(word):
            if isinstance(part, ShellText):
                out.append((self._tilde(part.text) if not (place or part.quoted) else part.text, part.quoted))
            elif isinstance(part, Variable) and (values := self._several(part)) is not None:
                out.append((" ".join(values), part.quoted))
            else:
                out.append((self._value(part), part.quoted))
        return out

    def _globbed(self, fragments: Fragments) -> list[str]:
        if "f" not in self._state.options and is_pattern(fragments):
            found = glob(self._files, self._state.cwd, escaped(fragments))
            if found:
                return found
        return ["".join(text for text, _ in fragments)]

    def _tilde(self, text: str) -> str:
        if text == "~" or text.startswith("~/"):
            return self._state.variables.get("HOME", "/").rstrip("/") + (text[1:] or "/")
        return text

    def _split(self, word: Word) -> list[Fragments]:
        """The fields of a word, each in pieces."""
        done: list[Fragments] = []
        current: Fragments = []
        separators = self._state.variables.get("IFS", " \t\n")
        for place, part in enumerate(word):
            if isinstance(part, ShellText):
                text = part.text if place or part.quoted else self._tilde(part.text)
                current.append((text, part.quoted))
            elif isinstance(part, Variable) and (values := self._several(part)) is not None:
                self._parameters(part, values, done, current)
            elif part.quoted:
                current.append((self._value(part), True))
            else:
                for text, quoted in self._unquoted(part):
                    append_split(done, current, text, quoted, separators)
        if current:
            done.append(current)
        return [field for field in done if any(text or quoted for text, quoted in field)]

    def _unquoted(self, part: Part) -> Fragments:
        """What an unquoted expansion is made of: a default word keeps its own quotes."""
        if isinstance(part, Variable) and part.operator[-1:] in ("-", "+", "="):
            used = self._default(part)
            if used is not None:
                return self.fragments(used)
        return [(self._value(part), False)]

    def _several(self, part: Variable) -> list[str] | None:
        """What $@ or $* stands for; None for what stands for one value."""
        if part.operator or part.name not in ("@", "*"):
            return None
        self._budget.expansion(sum(map(len, self._state.positional)))
        return self._state.positional

    def _number(self, word: Word) -> int:
        """What an arithmetic expression comes to. Raises ExpansionFault."""
        try:
            return evaluate(self.text(word), self._state.variables)
        except ArithmeticFault as fault:
            raise ExpansionFault(str(fault)) from fault

    def _parameters(
        self, part: Variable, values: list[str], done: list[Fragments], current: Fragments
    ) -> None:
        """$@ and $*."""
        if part.quoted and part.name == "*":
            current.append((" ".join(values), True))
            return
        if part.quoted and not values and not current:
            return
        for place, value in enumerate(values):
            if place:
                done.append(list(current))
                current.clear()
            if part.quoted:
                current.append((value, True))
            else:
                append_split(done, current, value, False, self._state.variables.get("IFS", " \t\n"))

    # -- values --------------------------------------------------------------------------------------
    def _value(self, part: Part) -> str:
        value = self._expansion(part)
        self._budget.expansion(len(value))
        return value

    def _expansion(self, part: Part) -> str:
        if isinstance(part, ShellText):
            return part.text
        if isinstance(part, Variable):
            return self._variable(part)
        if isinstance(part, Arithmetic):
            return str(self._number(part.expression))
        return self._run(part.script)

    def _parameter(self, name: str) -> str | None:
        """The plain value; None when unset."""
        state = self._state
        if name.isdigit():
            place = int(name)
            if not place:
                return state.name
            return state.positional[place - 1] if place <= len(state.positional) else None
        if name in ("@", "*"):
            return " ".join(state.positional) if state.positional else None
        special = {"?": state.status, "$": state.process, "#": len(state.positional), "!": state.process + 1}
        if name in special:
            return str(special[name])
        if name == "RANDOM":
            return str(self._random())
        return (
            "".join(sorted(filter(_is_letter, state.options))) if name == "-" else state.variables.get(name)
        )

    def _variable(self, part: Variable) -> str:
        operator = part.operator
        if operator == "#name" and part.name in ("@", "*"):
            return str(len(self._state.positional))
        value = self._parameter(part.name)
        if not operator:
            if value is None and "u" in self._state.options:
                raise ExpansionFault(f"{part.name}: parameter not set")
            return value or ""
        if operator == "#name":
            return str(len(value or ""))
        if operator[-1] in "-+=":
            used = self._default(part)
            return (value or "") if used is None else self.text(used)
        if operator[-1] == "?":
            if value is None or (not value and operator == ":?"):
                raise ExpansionFault(
                    f"{part.name}: {self.text(part.argument) or 'parameter null or not set'}"
                )
            return value
        if operator == ":":
            return self._substring(value or "", part)
        return self._trimmed(value or "", part)

    def _default(self, part: Variable) -> Word | None:
        """The word that stands in for the variable; None when its value is to be used."""
        value = self._parameter(part.name)
        absent = value is None or (not value and part.operator.startswith(":"))
        if part.operator[-1] == "+":
            return () if absent else part.argument
        if not absent:
            return None
        if part.operator[-1] == "=":
            self._state.variables[part.name] = self.text(part.argument)
        return part.argument

    def _substring(self, value: str, part: Variable) -> str:
        start = self._number(part.argument)
        length = self._number(part.second) if part.second else len(value)
        start = max(0, len(value) + start) if start < 0 else start
        return value[start : start + length] if length >= 0 else value[start:length]

    def _trimmed(self, value: str, part: Variable) -> str:
        pattern = compiled(self.pattern(part.argument))
        if part.operator in ("/", "//"):
            replaced = self.text(part.second)
            self._budget.expansion(len(value) * len(replaced))
            return pattern.sub(lambda _: replaced, value, count=0 if part.operator == "//" else 1)
        ends = range(len(value) + 1)
        if part.operator == "#":
            cut = next((end for end in ends if pattern.fullmatch(value, 0, end)), 0)
            return value[cut:]
        if part.operator == "##":
            cut = next((end for end in reversed(ends) if pattern.fullmatch(value, 0, end)), 0)
            return value[cut:]
        order = reversed(ends) if part.operator == "%" else ends
        cut = next((start for start in order if pattern.fullmatch(value, start)), len(value))
        return value[:cut]


def _is_letter(option: str) -> bool:
    return len(option) == 1


def _special(text: str) -> bool:
    """Whether an unquoted text may be more than itself."""
    return any(char in text for char in "*?[{") or text.startswith("~")
