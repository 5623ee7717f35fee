"""Reading a goal: its clauses, the slots in its own words, and what is left over."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

import numpy as np

from agent.reader.chain import chances, likeliest, line_score
from agent.reader.feature import features
from agent.reader.intent import ALLOWED, GoalClause, Intent, Mood, Polarity, Reading, Role, Span, Tag
from agent.reader.network import Numbers, TokenScores, Weights
from agent.reader.token import Token, cut

MOST_TOKENS = 160
"""Tokens of the longest goal that is read."""
_NEVER = -1e4
_LIKE = 4.0
"""How much less likely than none, as a logarithm, an intent may be that a clause is said to be like."""
_BETWEEN = frozenset({Tag.JOIN, Tag.FILLER})


@dataclass(frozen=True)
class ReadingDoubt:
    """How sure the network is of the parts of a reading, as probabilities."""

    tags: tuple[float, ...]
    starts: tuple[float, ...]
    """Where clauses begin."""
    kinds: tuple[float, ...]
    """Intents, polarities and moods."""
    line: float
    """Logarithm of the probability of all tags together."""
    strange: int
    """Words that carry the intent, of which nothing is known but the form."""
    unsupported: int = 0
    """Things that the reading rests on and training never showed."""

    @property
    def measures(self) -> tuple[float, ...]:
        """What the calibration weighs, the constant last."""
        least = [np.log(max(1e-6, min(part, default=1.0))) for part in (self.tags, self.starts, self.kinds)]
        whole = [sum(np.log(max(1e-6, one)) for one in part) for part in (self.starts, self.kinds)]
        return (
            *map(float, least),
            *map(float, whole),
            max(-50.0, self.line),
            float(min(self.strange, 3)),
            float(min(self.unsupported, 2)),
            1.0,
        )


class Reader:
    """Reads goals with the weights of a folder."""

    def __init__(self, weights: Weights | None = None) -> None:
        """None are the weights in the package; they are read with the first goal."""
        self.weights = weights or Weights()

    def read(self, goal: str) -> Reading:
        """Return the likeliest reading of a goal, and how likely it is to be right in every part."""
        reading, doubt = self.weigh(goal)
        card = self.weights.card
        score = float(np.dot(doubt.measures, card.trust))
        sure = 1 / (1 + np.exp(-score)) if _is_whole(reading) else 0.0
        return replace(reading, confidence=float(sure))

    def is_sure(self, reading: Reading) -> bool:
        """Whether a reading may be acted upon without asking: training showed the like, and it is likely."""
        return reading.is_supported and reading.confidence >= self.weights.card.threshold

    def weigh(self, goal: str) -> tuple[Reading, ReadingDoubt]:
        """Return the likeliest reading and what its parts hang on."""
        tokens = cut(goal)
        if not tokens or len(tokens) > MOST_TOKENS:
            outside = (Span(Tag.LEFT, 0, len(goal)),) if tokens else ()
            return Reading(goal, (), outside), ReadingDoubt((), (), (0.0,), 0.0, 0)
        told = features(tokens, self.weights.lexicon)
        reading, doubt = _Decoder(tokens, self.weights.say(told), self.weights).result(goal)
        lacking = self.weights.support.lacking(reading)
        return replace(reading, unsupported=lacking), replace(doubt, unsupported=len(lacking))


@lru_cache(maxsize=1)
def _packaged() -> Reader:
    return Reader()


@lru_cache(maxsize=1024)
def read(goal: str) -> Reading:
    """Read a goal with the weights in the package."""
    return _packaged().read(goal)


def is_sure(reading: Reading) -> bool:
    """Whether a reading by the weights in the package may be acted upon without asking."""
    return _packaged().is_sure(reading)


def _is_whole(reading: Reading) -> bool:
    """Whether each word outside of the clauses may stand there."""
    return bool(reading.clauses) and all(span.tag in _BETWEEN for span in reading.outside)


class _Decoder:
    """From what the network says of each token to a reading."""

    def __init__(self, tokens: Sequence[Token], said: TokenScores, weights: Weights) -> None:
        self._tokens, self._said, self._weights = tokens, said, weights
        self._scores = said.tags.copy()
        self._line = likeliest(self._scores, said.chain)

    def result(self, goal: str) -> tuple[Reading, ReadingDoubt]:
        """Return the reading and the doubt in it."""
        starts = np.flatnonzero(self._said.starts > 0).tolist()
        stretches = list(zip(starts, [*starts[1:], len(self._tokens)], strict=False))
        kinds: list[float] = []
        chosen = [self._kind(first, self._end(first, after), kinds) for first, after in stretches]
        for (intent, _, _), (first, after) in zip(chosen, stretches, strict=True):
            self._keep_to(ALLOWED[intent], first, after)
        self._line = likeliest(self._scores, self._said.chain)
        clauses = []
        covered: set[int] = set()
        for kind, (first, after) in zip(chosen, stretches, strict=True):
            inside = range(first, self._end(first, after))
            start, end = self._tokens[first].start, self._tokens[inside[-1]].end
            clauses.append(GoalClause(start, end, *kind, tuple(self._spans(inside))))
            covered.update(inside)
        outside = [at for at in range(len(self._tokens)) if at not in covered]
        kinds_of = zip(chosen, stretches, strict=True)
        unknown = next((stretch for (intent, *_), stretch in kinds_of if intent is Intent.NONE), None)
        near = self._likeliest(*unknown) if unknown else Intent.NONE
        reading = Reading(goal, tuple(clauses), tuple(self._spans(outside)), likeliest=near)
        return reading, self._doubt(kinds)

    def _tag(self, at: int) -> Role | Tag:
        return self._weights.tags[self._line[at]]

    def _kind(self, first: int, end: int, kinds: list[float]) -> tuple[Intent, Polarity, Mood]:
        """Decide what a clause asks for; add how sure that is."""
        weight = self._weight(first, end)

        def choose(said: Numbers) -> int:
            likely = _softmax(weight @ said[first:end])
            kinds.append(float(likely.max()))
            return int(likely.argmax())

        return (
            self._weights.intents[choose(self._said.intents)],
            self._weights.polarities[choose(self._said.polarities)],
            self._weights.moods[choose(self._said.moods)],
        )

    def _weight(self, first: int, end: int) -> Numbers:
        """Return how much each token of a clause counts for what it asks for."""
        weight = np.exp(self._said.weights[first:end].clip(-8, 8))
        return np.asarray(weight / weight.sum())

    def _likeliest(self, first: int, after: int) -> Intent:
        """Return the intent that a clause of none is most like; NONE where it is like no other."""
        end = self._end(first, after)
        scores = self._weight(first, end) @ self._said.intents[first:end]
        none = self._weights.intents.index(Intent.NONE)
        like = [at for at in np.argsort(-scores).tolist() if at != none and scores[at] > scores[none] - _LIKE]
        return self._weights.intents[like[0]] if like else Intent.NONE

    def _end(self, first: int, after: int) -> int:
        """Return where a clause ends: what links it with the next lies outside."""
        while after > first + 1 and self._tag(after - 1) in _BETWEEN:
            after -= 1
        return after

    def _keep_to(self, roles: frozenset[Role], first: int, after: int) -> None:
        """Leave the tokens of a clause no tags but those that it may have."""
        strange = [isinstance(tag, Role) and tag not in roles for tag in self._weights.tags]
        self._scores[first:after, strange] = _NEVER

    def _spans(self, inside: Sequence[int]) -> Iterator[Span]:
        """Join neighbours of one tag; the marks of a quotation belong to no slot."""
        pieces: list[tuple[Role | Tag, int, int]] = []
        for at in inside:
            token, tag = self._tokens[at], self._tag(at)
            start, end = token.inner if isinstance(tag, Role) else (token.start, token.end)
            pieces += [(Tag.CUE, token.start, start)] * (start > token.start)
            pieces.append((tag, start, end))
            pieces += [(Tag.CUE, end, token.end)] * (end < token.end)
        held: tuple[Role | Tag, int, int] | None = None
        for tag, start, end in pieces:
            if held is not None and held[0] == tag and self._adjoin(held[2], start):
                held = (tag, held[1], end)
            else:
                if held is not None:
                    yield Span(*held)
                held = (tag, start, end)
        if held is not None:
            yield Span(*held)

    def _adjoin(self, end: int, start: int) -> bool:
        """Whether no token lies between two places of the goal."""
        return not any(end <= token.start < start for token in self._tokens)

    def _doubt(self, kinds: Sequence[float]) -> ReadingDoubt:
        each, whole = chances(self._said.tags, self._said.chain)
        tags = each[np.arange(len(self._line)), self._line]
        starts = 1 / (1 + np.exp(-np.abs(self._said.starts)))
        line = line_score(self._said.tags, self._said.chain, self._line) - whole
        strange = sum(self._tag(at) is Tag.CUE for at in np.flatnonzero(self._said.strange).tolist())
        return ReadingDoubt(tuple(tags.tolist()), tuple(starts.tolist()), tuple(kinds), line, strange)


def _softmax(scores: Numbers) -> Numbers:
    powers = np.exp(scores - scores.max(-1, keepdims=True))
    return np.asarray(powers / powers.sum(-1, keepdims=True))
