"""What becomes of what the guard holds, as a named policy: for a person at hand, and for runs without one."""

from dataclasses import dataclass

from agent.effect.effect import EffectKind
from agent.guard.wording import CLASSES
from device.error import ConfigError

SCREEN = "screen"
"""The class of what the goal leaves to the screen: whom, what or how much. `all` does not cover it."""
OUTSIDE = "outside"
"""The class of what the goal does not ask for; nothing covers it but the person's yes to the very deed."""
CLASSES_OF = {
    EffectKind.SEND: ("send",),
    EffectKind.CALL: ("send",),
    EffectKind.DELETE: ("delete",),
    EffectKind.PAY: ("payment", "purchase"),
    EffectKind.END: ("delete", "purchase", "payment", "account", "send"),
    EffectKind.INSTALL: ("install",),
    EffectKind.GRANT: ("permission",),
    EffectKind.ACCOUNT: ("account", "credentials"),
}
"""The classes of sensitive action that bring an effect about."""


@dataclass(frozen=True, slots=True)
class GuardPolicy:
    """Which classes pass, and whether anybody is asked for the others."""

    allow: frozenset[str] = frozenset()
    asks: bool = True
    by_mandate: bool = False
    """Whether a single message or deletion that the goal names in full passes."""

    def covers(self, classes: tuple[str, ...]) -> bool:
        """Whether all these classes were allowed beforehand."""
        if OUTSIDE in classes or (SCREEN in classes and SCREEN not in self.allow):
            return False
        return "all" in self.allow or self.allow.issuperset(classes)


def find_policy(name: str) -> GuardPolicy:
    """The policy of that name.

    `ask` puts what is held to the person; `deny` refuses it without asking; `allow:send,delete` lets these
    classes pass and asks for the others, `allow:all` all but `screen`.

    Raises ConfigError naming those there are.
    """
    kind, _, listed = name.strip().partition(":")
    classes = frozenset(part.strip() for part in listed.split(",") if part.strip())
    if kind in ("ask", "deny") and not listed:
        return GuardPolicy(asks=kind == "ask")
    if kind == "allow" and classes:
        return GuardPolicy(allow=checked(classes))
    raise ConfigError(
        f"no guard policy is called {name!r}", "There are: ask, deny, allow:CLASS,… and allow:all"
    )


def policy_of(name: str, allow: frozenset[str] = frozenset(), confirm: str = "sensitive") -> GuardPolicy:
    """The policy of that name with more classes allowed. Raises ConfigError for what is unknown."""
    policy = find_policy(name)
    if not policy.asks and allow:
        raise ConfigError(
            f"--guard {name} refuses what --yes={','.join(sorted(allow))} allows", "Leave one of them out"
        )
    return GuardPolicy(policy.allow | checked(allow), policy.asks, by_mandate=confirm == "mandate")


def checked(classes: frozenset[str]) -> frozenset[str]:
    """The classes, if there are such. Raises ConfigError naming those there are."""
    unknown = classes - {*CLASSES, SCREEN, "all"}
    if unknown:
        raise ConfigError(
            f"no class of action is called {', '.join(sorted(unknown))}",
            f"There are: {', '.join((*CLASSES, SCREEN))}",
        )
    return classes
