"""Expand templates into labelled pieces."""

from dataclasses import dataclass, replace
from random import Random

from agent.reader.corpus.grammar import Grammar
from agent.reader.corpus.made import made
from agent.reader.corpus.piece import Item, Piece, Start
from agent.reader.corpus.template import (
    Hole,
    Made,
    Marked,
    Negatable,
    NextClause,
    Node,
    OneOf,
    Sequence,
    Slot,
    Text,
    Use,
    parse,
)
from agent.reader.intent import Intent, Mood, Polarity, Role, Tag

QUOTABLE = frozenset(
    (Role.TEXT, Role.TITLE, Role.NAME, Role.NEW_NAME, Role.LABEL, Role.SUBJECT, Role.DESCRIPTION, Role.LIST)
)
_QUOTED = 0.3
_SEVERAL = (0.72, 0.92)


@dataclass(frozen=True, slots=True)
class LineContext:
    """What the words that are being expanded stand in."""

    start: Start
    tag: Role | Tag = Tag.CUE
    locked: bool = False
    """Whether a tag holds for all that is inside."""
    filling: tuple[Item, ...] = ()
    """What a wrapping wraps."""


class Expander:
    """Expands one language's templates; `held` takes the values that are kept for the test."""

    def __init__(self, grammar: Grammar, random: Random, held: bool = False) -> None:
        self.grammar, self.random, self.held = grammar, random, held

    def line(self, rule: str, context: LineContext) -> list[Item]:
        """Expand one alternative of a rule."""
        line = self.random.choice(self.grammar.alternatives(rule, self.held))
        return self.expand(parse(line, self.grammar.language), context)

    def expand(self, node: Node, context: LineContext) -> list[Item]:
        """Expand a tree into pieces."""
        match node:
            case Text(text):
                return [Piece(text, context.tag)]
            case Sequence(parts):
                return self._sequence(parts, context)
            case OneOf(options):
                return self.expand(self.random.choice(options), context)
            case Use(rule):
                return self.line(rule, context)
            case Made(kind):
                return [Piece(made(kind, self.random), context.tag)]
            case Marked(tag, body):
                inside = context if context.locked else replace(context, tag=tag, locked=True)
                return self.expand(body, inside)
            case Negatable(positive, negative):
                return self.expand(negative if context.start.mood is Mood.DONT else positive, context)
            case Hole():
                return list(context.filling)
            case Slot():
                return self._slot(node, context)
            case NextClause():
                raise ValueError("a clause may begin only at the top of a line")

    def _sequence(self, parts: tuple[Node, ...], context: LineContext) -> list[Item]:
        items: list[Item] = []
        for part in parts:
            if isinstance(part, NextClause):
                context = replace(context, start=_next(context.start, part.words))
                none = context.start.intent is Intent.NONE
                context = replace(context, tag=Tag.LEFT if none else Tag.CUE, locked=none)
                items.append(context.start)
            else:
                items += self.expand(part, context)
        return items

    def _slot(self, slot: Slot, context: LineContext) -> list[Item]:
        draw = self.random.random()
        count = 1 + sum(draw > bound for bound in _SEVERAL) if slot.several else 1
        items: list[Item] = []
        seen: set[str] = set()
        for index in range(count):
            value = self._value(slot, context)
            said = "".join(item.text for item in value if isinstance(item, Piece))
            if said in seen:
                break
            if index:
                inside = replace(context, tag=Tag.JOIN if not context.locked else context.tag, locked=True)
                items += self.line("list_and" if index == count - 1 else "list_comma", inside)
            seen.add(said)
            items += value
        return items

    def _value(self, slot: Slot, context: LineContext) -> list[Item]:
        rule = slot.rule or self.grammar.source(context.start.intent, slot.role)
        inside = context if context.locked else replace(context, tag=slot.role, locked=True)
        pieces = [item for item in self.line(rule, inside) if isinstance(item, Piece)]
        text = "".join(piece.text for piece in pieces)
        article, mark, rest = text.partition("~")
        quoting = "⟦" in text
        text = (rest if mark else text).replace("⟦", "").strip()
        quotes = ("", "")
        if slot.role in QUOTABLE and (quoting or self.random.random() < _QUOTED):
            quotes = self._quotes()
        around = context.tag
        made_of: list[Item] = [Piece(quotes[0], around), Piece(text, inside.tag), Piece(quotes[1], around)]
        if mark and not slot.bare:
            made_of.insert(0, Piece(article if article.endswith(("'", "’")) else article + " ", around))
        return made_of

    def _quotes(self) -> tuple[str, str]:
        opening, _, closing = self.random.choice(self.grammar.rules["quotes"]).partition(" ")
        return opening, closing


def _next(start: Start, words: tuple[str, ...]) -> Start:
    intent = next((Intent(word) for word in words if word in list(Intent) and word != "none"), None)
    if words and words[0] == "none":
        return Start(Intent.NONE)
    polarity = next((Polarity(word) for word in words if word in list(Polarity)), None)
    mood = next((Mood(word) for word in words if word in list(Mood)), Mood.DO)
    if intent and not polarity:
        polarity = Polarity.NONE
    return Start(intent or start.intent, polarity or start.polarity, mood)
