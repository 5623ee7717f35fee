"""What the person is asked to agree to: the deed in one sentence, with whom, what and how much."""

from agent.effect.effect import Effect, EffectKind
from agent.guard.deed import GuardedDeed
from agent.guard.fit import Comparison
from agent.guard.naming import names_it

_LONGEST = 120
"""Letters of a text that are shown."""


def deed_in_words(deed: GuardedDeed, found: Comparison) -> str:
    """Say what is about to happen, e.g. `Send "On my way" to Ann Lee (+1 555 0123)`.

    "" where the screen does not tell enough: the touch, which is told as well, then has to do.
    """
    people = ", ".join(map(str, found.people))
    classes = set(deed.classes)
    if classes & {"payment", "purchase"}:
        return _paid(deed, people)
    if "send" in classes:
        return _sent(deed, people, found.effect)
    if "delete" in classes:
        return _deleted(deed, found)
    return ""


def _sent(deed: GuardedDeed, people: str, effect: Effect | None) -> str:
    match effect:
        case Effect(kind=EffectKind.CALL):
            return f"Call {people}" if people else ""
        case Effect(kind=EffectKind.END, text=text):
            return ": ".join(filter(None, (f"{text[:1].upper()}{text[1:]}", people)))
    what = f"Send {quoted(deed.text) if deed.text else 'this'}"
    return f"{what} to {people}" if people else what if deed.text else ""


def _paid(deed: GuardedDeed, people: str) -> str:
    sums = tuple(dict.fromkeys(deed.sums))
    if len(sums) != 1:
        return ""
    return f"Pay {sums[0]} to {people}" if people else f"Pay {sums[0]}"


def _deleted(deed: GuardedDeed, found: Comparison) -> str:
    name, things = found.effect.object if found.effect else "", found.things
    if len(things) > 1:
        return f"Delete {len(things)} things ({quoted('; '.join(things))})"
    texts = (*deed.says, *deed.card, *deed.dialog, *deed.title, *deed.fields)
    if name and not deed.selected and any(names_it(name, text) for text in texts):
        return f"Delete {quoted(name)}"
    return f"Delete {quoted(things[0])}" if things else ""


def quoted(text: str) -> str:
    """Return a text on one line in quotation marks, as much of it as is shown."""
    line = " ".join(text.split())
    return f'"{line if len(line) <= _LONGEST else line[:_LONGEST] + "…"}"'
