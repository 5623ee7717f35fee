"""Compose utterances: clauses in a wrapping, with what people say around them, joined."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from random import Random

from agent.reader.corpus.expand import Expander, LineContext
from agent.reader.corpus.grammar import Grammar, Group
from agent.reader.corpus.noise import as_written, noisy
from agent.reader.corpus.piece import Item, Piece, Start, Utterance, row
from agent.reader.corpus.template import parse
from agent.reader.intent import ALLOWED, Intent, Mood, Role, Tag

_COMMON = {
    6.0: "none",
    4.0: "switch",
    2.0: "message_send",
    1.8: "level alarm_set event_add",
    1.6: "task_add",
    1.4: "note_add call contact_add setting_ask",
    1.3: "expense_add delete_all",
    0.5: "go_back go_home hang_up redial",
}
WEIGHTS = {Intent(intent): weight for weight, intents in _COMMON.items() for intent in intents.split()}
"""How often an intent is drawn against the others, which have 1."""
_OPEN = frozenset((Role.TEXT, Role.DESCRIPTION, Role.QUERY, Role.SUBJECT, Role.INGREDIENTS, Role.DIRECTIONS))
"""Values that run on to the end of what was said: whatever follows them would be read as theirs."""
_TAGS = {"wrap": Tag.FILLER, "join": Tag.JOIN}
"""What the words of a rule are that have no tag of their own."""
_PLAIN = frozenset((Tag.CUE, Tag.LEFT))
_DAYS = frozenset((Role.TIME, Role.DATE, Role.REPEAT))


@dataclass(frozen=True, slots=True)
class Chances:
    """How often, of clauses or utterances, something is done."""

    dont: float = 0.1
    howto: float = 0.04
    reason: float = 0.28
    condition: float = 0.11
    moment: float = 0.07
    left: float = 0.07
    app: float = 0.06
    talk: float = 0.04
    counts: tuple[float, ...] = (0.62, 0.28, 0.08, 0.02)
    """Of one, two, three, four clauses."""


SINGLE = Chances()
COMPOSED = Chances(0.06, 0.01, 0.06, 0.05, 0.03, 0.03, 0.03, 0.02, (0.0, 0.6, 0.28, 0.12))
ALONE = Chances(0.02, 0.0, 0.0, 0.0, 0.0, 0.0, 0.02, 0.0, (1.0,))
"""Of a line that is said as it stands."""
_FEWEST, _MOST = 4, 48
"""How often a line is said as it stands: twice for each way to say it, within these."""


class UtteranceComposer:
    """Composes one language's utterances, out of the groups for training or out of all of them."""

    def __init__(self, grammar: Grammar, random: Random, chances: Chances, *, held: bool = False) -> None:
        self.grammar, self.random, self.chances = grammar, random, chances
        self.expander = Expander(grammar, random, held)
        self.used: list[str] = []
        self.trained = {
            intent: kept
            for intent, groups in grammar.groups.items()
            if (kept := tuple(group for group in groups if not group.held))
        }
        self.held = tuple(group for groups in grammar.groups.values() for group in groups if group.held)

    def utterance(self, first: Group | None = None) -> Utterance:
        """Compose one utterance; with `first` it has a clause of that group."""
        self.used = []
        count = self.random.choices(range(1, len(self.chances.counts) + 1), self.chances.counts)[0]
        place = self.random.randrange(count)
        items = self._line("front_talk") if self._hits(self.chances.talk) else []
        ahead = Mood.DO
        for index in range(count):
            group = first if first and index == place else self._draw()
            clause, mood = self._clause(group, alone=index == 0)
            if index:
                turned = (mood is Mood.DONT) != (ahead is Mood.DONT)
                items += _after(items, self._line(self._join(items, turned=turned)))
            items += clause
            ahead = mood
        if self._hits(self.chances.talk) and not _runs_on(items):
            items += self._line("back_talk")
        noise = noisy(items, self.grammar.language, self.random)
        source = f"{self.grammar.language}:{'+'.join((*self.used, *noise.kinds))}"
        return row(noise.items, self.grammar.language, source)

    def lines(self) -> Iterator[Utterance]:
        """Say each line for training as it stands, so often that nearly each way to say it is said."""
        for group in (group for groups in self.trained.values() for group in groups):
            for line in group.lines:
                ways = self.grammar.ways(parse(line, self.grammar.language))
                for _ in range(max(_FEWEST, min(_MOST, 2 * ways))):
                    self.used = []
                    items, _mood = self._clause(group, alone=True, line=line)
                    source = f"{self.grammar.language}:{'+'.join(self.used)}"
                    written = as_written(items)
                    yield row(written, self.grammar.language, source)
                    if group.mood is Mood.ASK:
                        yield row([*written, Piece("?", Tag.FILLER)], self.grammar.language, source)

    def _join(self, before: Sequence[Item], *, turned: bool) -> str:
        """Name the rule of what stands between two clauses; an open value is ended by more than a comma."""
        if _runs_on(before):
            return "join_strong"
        return "join_but" if turned else "join"

    def _hits(self, chance: float) -> bool:
        return self.random.random() < chance

    def _draw(self) -> Group:
        intents = list(self.trained)
        intent = self.random.choices(intents, [WEIGHTS.get(one, 1.0) for one in intents])[0]
        return self.random.choice(self.trained[intent])

    def _line(self, rule: str, filling: Sequence[Item] = (), start: Start | None = None) -> list[Item]:
        """Expand one alternative of a rule around what it wraps."""
        tag = _TAGS.get(rule.partition("_")[0], Tag.CUE)
        tag = Tag.FILLER if rule.endswith("_talk") else tag
        start = start or Start(Intent.NONE)
        return self.expander.line(rule, LineContext(start, tag, filling=tuple(filling)))

    def _clause(self, group: Group, *, alone: bool, line: str = "") -> tuple[list[Item], Mood]:
        line = line or self.random.choices(group.lines, group.weights)[0]
        mood = group.mood if "||" in line else self._mood(group)
        dont_rule = f"dont_{group.form}"
        wrapping = f"wrap_{group.form}"
        if mood is Mood.DONT and mood is not group.mood:
            able = [one for one in group.lines if "¬" in one and "||" not in one]
            if able and (dont_rule not in self.grammar.rules or self._hits(0.7)):
                line = self.random.choice(able)
            elif dont_rule in self.grammar.rules:
                wrapping = dont_rule
            else:
                mood = group.mood
        if mood is Mood.ASK and mood is not group.mood:
            wrapping = f"howto_{group.form}"
        bare = not alone and wrapping.startswith("wrap_") and self._hits(0.7)
        self.used.append(group.name + {"d": "+dont", "h": "+howto"}.get(wrapping[0], ""))
        negated = mood if not wrapping.startswith("dont_") else Mood.DO
        start = Start(group.intent, group.polarity, mood)
        none = group.intent is Intent.NONE
        context = LineContext(
            Start(group.intent, group.polarity, negated), Tag.LEFT if none else Tag.CUE, locked=none
        )
        inner = _marks_apart(self.expander.expand(parse(line, self.grammar.language), context))
        words = inner if bare else _marks_apart(self._line(wrapping, inner, start))
        if mood is Mood.DONT and not any(isinstance(one, Piece) and one.tag is Tag.NEGATION for one in words):
            mood = group.mood
        items = [Start(group.intent, group.polarity, mood), *words]
        return self._surrounded(items, group.intent, mood), mood

    def _mood(self, group: Group) -> Mood:
        fixed = group.intent is Intent.NONE or group.mood is not Mood.DO
        if not fixed and self._hits(self.chances.dont):
            return Mood.DONT
        if not fixed and self._hits(self.chances.howto) and f"howto_{group.form}" in self.grammar.rules:
            return Mood.ASK
        return group.mood

    def _surrounded(self, items: list[Item], intent: Intent, mood: Mood) -> list[Item]:
        """Put what people say around a clause before and after it."""
        start, *words = items
        if self._hits(self.chances.reason):
            words = self._beside("reason", words)
        if intent is Intent.NONE or mood is not Mood.DO:
            return [start, *words]
        named = _has(words, Role.APP) or any(isinstance(item, Start) for item in words)
        if Role.APP in ALLOWED[intent] and not named and self._hits(self.chances.app):
            words = self._beside("app", words, Start(intent))
        if self._hits(self.chances.left) and not _runs_on(words):
            self.used.append("left")
            own = f"left_{intent}"
            words = [
                *words,
                *self._line(own if own in self.grammar.rules and self._hits(0.6) else "back_left"),
            ]
        if self._hits(self.chances.condition):
            words = self._beside("condition", words)
        if self._hits(self.chances.moment) and (kind := _moment(intent)):
            words = self._beside(kind, words)
        return [start, *words]

    def _beside(self, kind: str, words: list[Item], start: Start | None = None) -> list[Item]:
        self.used.append(kind)
        back = f"back_{kind}"
        if _runs_on(words) or back not in self.grammar.rules or self._hits(0.5):
            return [*self._line(f"front_{kind}", start=start), *words]
        return [*words, *self._line(back, start=start)]


def _after(before: Sequence[Item], join: list[Item]) -> list[Item]:
    """Leave the full stop out of a join that follows a question."""
    ends = [item.text.rstrip() for item in before if isinstance(item, Piece) and item.text.strip()]
    if not ends or not ends[-1].endswith(("?", "!", "？", "！")):
        return join
    return [Piece(item.text.lstrip("。.，,"), item.tag) if isinstance(item, Piece) else item for item in join]


def _marks_apart(items: list[Item]) -> list[Item]:
    """Tag the marks around a question or cry as filler: whether they are typed changes nothing."""
    pieces = [index for index, item in enumerate(items) if isinstance(item, Piece) and item.text.strip()]
    if not pieces:
        return items
    first, last = items[pieces[0]], items[pieces[-1]]
    apart = list(items)
    if isinstance(last, Piece) and last.tag in _PLAIN:
        text = last.text.rstrip(" ?!？！")
        apart[pieces[-1] : pieces[-1] + 1] = [
            Piece(text, last.tag),
            Piece(last.text[len(text) :], Tag.FILLER),
        ]
    if (
        isinstance(first, Piece)
        and first.tag in _PLAIN
        and first.text.startswith(("¿", "¡"))
        and pieces[-1] > 0
    ):
        apart[pieces[0] : pieces[0] + 1] = [
            Piece(first.text[0], Tag.FILLER),
            Piece(first.text[1:], first.tag),
        ]
    return apart


def _moment(intent: Intent) -> str:
    """Name what can be said of when a clause is to be done and fills none of its slots; "" for nothing."""
    slots = ALLOWED[intent]
    if Role.DURATION in slots and not slots & _DAYS:
        return "when"
    if slots & _DAYS:
        return "" if Role.REPEAT in slots else "repeat"
    return "moment"


def _has(items: Sequence[Item], role: Role) -> bool:
    return any(isinstance(item, Piece) and item.tag is role for item in items)


def _runs_on(items: Sequence[Item]) -> bool:
    """Whether the last words are an open value, not in quotes."""
    pieces = [item for item in items if isinstance(item, Piece) and item.text.strip()]
    return bool(pieces) and pieces[-1].tag in _OPEN
