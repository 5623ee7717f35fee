"""Expand templates into labelled pieces."""

import re
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
_ARTICLED = frozenset(
    (Role.APP, Role.PLACE, Role.TITLE, Role.SETTING, Role.FIELD, Role.LIST, Role.CATEGORY, Role.LABEL)
)
"""Whose values lose an article that stands before them, so that it has one tag in every language."""
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
        quoting = "⟦" in text or (slot.role in QUOTABLE and self.random.random() < _QUOTED)
        article, text, ending = self._apart(text.replace("⟦", ""), slot.role, quoting=quoting)
        quotes = self._quotes() if quoting and slot.role in QUOTABLE else ("", "")
        around = context.tag
        made_of: list[Item] = [Piece(quotes[0], around), Piece(text, inside.tag), Piece(quotes[1], around)]
        if slot.bare:
            return made_of
        return [Piece(article, around), *made_of, Piece(ending, around)]

    def _apart(self, text: str, role: Role, *, quoting: bool) -> tuple[str, str, str]:
        """Part a value from what stands before and after it and is no part of the name."""
        parts = text.split("~")
        ending = parts[2] if len(parts) > 2 else ""
        article, value = (parts[0], parts[1].strip()) if len(parts) > 1 else ("", text.strip())
        articles = self.grammar.rules.get("articles", ())
        if not article and role in _ARTICLED and not quoting:
            found = re.match(f"(?:{'|'.join(articles)})(?=.)", value) if articles else None
            article, value = (found[0].strip(), value[found.end() :]) if found else ("", value)
        if article and not article.endswith(("'", "’")):
            article += " " * (self.grammar.language != "zh")
        return article, value, ending

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
