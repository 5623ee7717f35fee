"""What a page says once it has come to rest; checked, as nothing that a page says is trusted."""

from dataclasses import dataclass

Effect = tuple[object, ...]
"""What a page wants of the phone: a name, then what belongs to it."""


@dataclass(slots=True)
class Settled:
    """What a page says once it has come to rest."""

    version: int
    due_ms: int
    effects: tuple[Effect, ...]
    asked: tuple[str, str, str] | None
    title: str
    focus: int


def read_settled(told: dict[str, object], effects: list[Effect]) -> Settled:
    """An answer of the engine; `effects` are those before it, and get its own."""
    some = told.get("effects")
    effects += [tuple(one) for one in some if isinstance(one, list) and one] if isinstance(some, list) else []
    asked = told.get("asked")
    question = (
        (str(asked[0]), str(asked[1]), str(asked[2])) if isinstance(asked, list) and len(asked) == 3 else None
    )
    numbers = [told.get(name) for name in ("version", "due", "focus")]
    version, due, focus = (int(one) if isinstance(one, int | float) else 0 for one in numbers)
    return Settled(version, due, tuple(effects), question, str(told.get("title", ""))[:500], focus)
