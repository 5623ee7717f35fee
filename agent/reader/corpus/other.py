"""Make utterances in languages that the reader does not know: nothing in them is to be understood."""

from collections.abc import Iterator
from random import Random

from agent.reader.corpus.expand import Expander, LineContext
from agent.reader.corpus.grammar import load_other
from agent.reader.corpus.noise import noisy
from agent.reader.corpus.piece import Start, Utterance, row
from agent.reader.intent import Intent, Tag

_HELD = frozenset(("tr", "nl", "pl", "ca", "uk"))
"""Languages that are kept for the test."""


def others(count: int, seed: int, *, held: bool) -> Iterator[Utterance]:
    """Make rows of intent `none` in other languages."""
    random = Random(f"{seed} other {held}")
    grammar = load_other()
    languages = [one for one in grammar.rules if len(one) == 2 and (one in _HELD) is held]
    start = Start(Intent.NONE)
    expander = Expander(grammar, random)
    seen: set[str] = set()
    for _ in range(count * 4):
        language = random.choice(languages)
        items = expander.line(language, LineContext(start, Tag.LEFT, locked=True))
        noise = noisy([start, *items], language, random)
        one = row(noise.items, language, f"{language}:none.language")
        if one.text not in seen and one.clauses:
            seen.add(one.text)
            yield one
        if len(seen) == count:
            return
