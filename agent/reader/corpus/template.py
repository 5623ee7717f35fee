"""Parse the notation in which utterances are written into a small tree.

- `(a|b|)`: one of the alternatives
- `{role}`, `{role:rule}`: a value, tagged with the role; `+` after it: perhaps several; `-`: no article
- `{#3-40}`, `{#02:0-59}`, `{#word}`: a made value inside another one
- `<rule>`: one of the rule's alternatives, in place
- `[tag:...]`: words with a tag of their own; what stands inside cannot change it
- `¬verb¬` or `¬verb/negative¬`: where a clause is negated, as the language does it
- `||intent polarity mood||`: the next clause begins; what is left out is as in the clause before
- `@`: where a wrapping puts the clause that it wraps
- `~` in a value: the end of its article; a second one: the end of what the slot takes
"""

import re
from dataclasses import dataclass
from functools import cache

from agent.reader.intent import Role, Tag

STOPS = "(){<[]|¬@"


@dataclass(frozen=True, slots=True)
class Text:
    """Words as they stand."""

    text: str


@dataclass(frozen=True, slots=True)
class OneOf:
    """One of several."""

    options: tuple["Node", ...]


@dataclass(frozen=True, slots=True)
class Sequence:
    """One after the other."""

    parts: tuple["Node", ...]


@dataclass(frozen=True, slots=True)
class Slot:
    """A value for a role, out of a rule."""

    role: Role
    rule: str
    several: bool
    bare: bool
    """Whether the article is left out."""


@dataclass(frozen=True, slots=True)
class Made:
    """A value that code makes: a number, a word that nobody knows."""

    kind: str


@dataclass(frozen=True, slots=True)
class Use:
    """A rule, in place."""

    rule: str


@dataclass(frozen=True, slots=True)
class Marked:
    """Words with a tag that nothing inside changes."""

    tag: Role | Tag
    body: "Node"


@dataclass(frozen=True, slots=True)
class Negatable:
    """A verb that can be negated, and how it reads then."""

    positive: "Node"
    negative: "Node"


@dataclass(frozen=True, slots=True)
class NextClause:
    """The words of the clause that follows: intent, polarity, mood."""

    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Hole:
    """Where a wrapping puts the clause."""


Node = Text | OneOf | Sequence | Slot | Made | Use | Marked | Negatable | NextClause | Hole


class BadTemplate(ValueError):
    """The line is not in the notation."""


@cache
def parse(line: str, language: str) -> Node:
    """Parse one line; raises BadTemplate where it is not in the notation."""
    reader = _Reader(line, language)
    node = reader.sequence("")
    if reader.at < len(line):
        raise BadTemplate(f"{line[reader.at :]!r} is left of {line!r}")
    return node


class _Reader:
    def __init__(self, line: str, language: str) -> None:
        self.line, self.language, self.at = line, language, 0

    def sequence(self, ends: str) -> Node:
        parts: list[Node] = []
        while self.at < len(self.line) and not self._ends(ends):
            parts.append(self._part())
        return parts[0] if len(parts) == 1 else Sequence(tuple(parts))

    def _ends(self, ends: str) -> bool:
        return self.line[self.at] in ends and not self.line.startswith("||", self.at)

    def _until(self, end: str) -> str:
        found = self.line.find(end, self.at)
        if found < 0:
            raise BadTemplate(f"no {end!r} in {self.line!r}")
        inside, self.at = self.line[self.at : found], found + len(end)
        return inside

    def _part(self) -> Node:
        if self.line.startswith("||", self.at):
            self.at += 2
            return NextClause(tuple(self._until("||").split()))
        sign = self.line[self.at]
        self.at += 1
        match sign:
            case "(":
                return self._choice()
            case "{":
                return self._slot(self._until("}"))
            case "<":
                return Use(self._until(">"))
            case "[":
                tag = self._until(":")
                body = self.sequence("]")
                self._until("]")
                return Marked(Tag(tag) if tag in list(Tag) else Role(tag), body)
            case "¬":
                return self._negatable(self._until("¬"))
            case "@":
                return Hole()
            case _ if sign in STOPS:
                raise BadTemplate(f"a {sign!r} too many in {self.line!r}")
        start = self.at - 1
        while self.at < len(self.line) and self.line[self.at] not in STOPS:
            self.at += 1
        return Text(self.line[start : self.at])

    def _choice(self) -> Node:
        options = [self.sequence("|)")]
        while self.at < len(self.line) and self.line[self.at] == "|":
            self.at += 1
            options.append(self.sequence("|)"))
        self._until(")")
        return OneOf(tuple(options))

    def _slot(self, inside: str) -> Node:
        if inside.startswith("#"):
            return Made(inside[1:])
        found = re.fullmatch(r"([a-z_]+)(?::([\w]+))?([+-]*)", inside)
        if not found or found[1] not in list(Role):
            raise BadTemplate(f"{inside!r} is no slot in {self.line!r}")
        return Slot(Role(found[1]), found[2] or "", "+" in found[3], "-" in found[3])

    def _negatable(self, inside: str) -> Node:
        positive, slash, negative = inside.partition("/")
        negative = negative if slash else positive
        match self.language:
            case "fr":
                short = negative.startswith(tuple("aeiouhéêAEIOUHÉ"))
                ne = "n'" if short else "ne "
                negative = f"[negation:{ne}]{negative}[negation: pas]"
            case "es" | "pt":
                negative = f"[negation:no ]{negative}"
            case "it":
                negative = f"[negation:non ]{negative}"
            case _:
                negative = f"[negation:nicht ]{negative}"
        return Negatable(parse(positive, self.language), parse(negative, self.language))
