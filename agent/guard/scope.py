"""Which kinds of effect a deed may be of, and which effect says best why it is held."""

from collections.abc import Sequence

from agent.effect.effect import Effect, EffectKind
from agent.guard.deed import GuardedDeed
from agent.guard.fit import Comparison, Fit
from agent.guard.setting import is_setting
from agent.guard.wording import table

OPPOSITE = {"on": "off", "off": "on"}
REACHED = frozenset({EffectKind.SEND, EffectKind.CALL})
PAID = frozenset({EffectKind.PAY})
"""Effects whose object is somebody, where something is sent and where it is paid."""
_MAY_CHANGE = frozenset({"delete", "account", "purchase", "credentials", "permission"})
"""Classes that a change of something may be of: a plan is ended, a card is frozen."""
STILL = frozenset({EffectKind.ANSWER, EffectKind.OPEN})
"""Effects that change nothing."""
TAKEN = frozenset({EffectKind.DELETE, EffectKind.END})
MADE = frozenset({EffectKind.CREATE, EffectKind.CHANGE})
MEANS = frozenset({"credentials", "permission"})
_LOOSE = frozenset({EffectKind.OTHER, EffectKind.CHANGE})
"""Effects that nearly anything may be a part of: a closer one says better why a deed is held."""


def is_system(package: str) -> bool:
    """Whether an app sets the phone itself: Settings, and the shade with its tiles."""
    return package.endswith((".settings", ".systemui"))


def rank(found: Comparison) -> tuple[Fit, bool]:
    """Order comparisons by how well they fit; of two that fit alike, the closer effect comes first."""
    return found.fit, found.effect is not None and found.effect.kind in _LOOSE


def is_left_open(effect: Effect) -> bool:
    """Whether a text on the phone is to tell which setting is meant."""
    return bool(effect.source and effect.which and not effect.object and is_setting(effect))


def may_change(deed: GuardedDeed) -> bool:
    """Whether a sensitive deed may be a change of something: a limit is one where no sum is paid."""
    return set(deed.classes) <= _MAY_CHANGE or (set(deed.classes) == {"payment"} and not deed.sums)


def ends(deed: GuardedDeed) -> bool:
    """Whether a deed ends, cancels or freezes something, by its control or the dialog that it answers."""
    return any(table().ends.search(text) for text in (*deed.says, *deed.dialog))


def taken_back(former: Sequence[Effect]) -> tuple[Effect, ...]:
    """What undoes effects: what was made is deleted."""
    made = (effect for effect in former if effect.kind is EffectKind.CREATE)
    return tuple(effect.model_copy(update={"kind": EffectKind.DELETE}) for effect in made)
