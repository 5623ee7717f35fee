"""Whom an action serves: the goal, or a text that merely stands on the screen.

Where a model obeys what it reads, what it then does is about what the text is about (its topics, the files,
times and numbers it names, the words it has typed), and not about what the goal is about. So an action is
held when a text of this run explains it and the goal does not. Where the run has met a text that speaks as
only somebody does who talks to a machine, or has been held for such a thing before, whatever changes the
phone and is not explained by the goal is held. Where the goal only asks, nothing needs to be changed; where
both are known to be about different things, no text is needed to see it.

The idea of comparing what an action draws on with where that came from is that of information-flow defences
for agents (Debenedetti et al. 2025, "Defeating Prompt Injections by Design", arXiv 2503.18813), brought down
to what can be told from words: a model's reasoning can't be traced, so a text that says the same as the goal,
and one in words that neither list nor marks know, get by.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from agent.guard.deed import GuardedAction
from agent.guard.fold import fold
from agent.guard.goal import Aim
from agent.guard.meaning import Meaning, meaning, topics_of_app
from agent.language.feature import table as features
from agent.memory.words import weight

_SHARE = 0.5
"""Part of what is typed that must be in a text, or the goal, for it to have come from there."""
_LONGEST_QUOTE = 160
_VAGUE = frozenset({"settings", "app"})
"""Topics that say nothing of what is done."""


@dataclass(frozen=True, slots=True)
class Read:
    """A text that showed in this run, and the app it showed in."""

    text: str
    package: str
    is_whole: bool = False
    """Whether it is all that was new on a screen, put together: what it is about counts, not its words."""

    @property
    def meaning(self) -> Meaning:
        """What it says."""
        said = meaning(self.text)
        return replace(said, words=frozenset(), names=frozenset()) if self.is_whole else said


@dataclass(frozen=True, slots=True)
class Reason:
    """What explains an action: the goal, and the texts that it hands over to."""

    aim: Aim
    topics: frozenset[str]
    wants: frozenset[str]
    words: frozenset[str]
    names: frozenset[str]


def served(
    deed: GuardedAction,
    classes: Iterable[str],
    package: str,
    aim: Aim,
    reads: Sequence[Read],
    *,
    caught: bool,
) -> str:
    """Why an action is none of the goal's, with the text that it serves instead; "" where it is the goal's.

    `classes` are those of sensitive action that it falls into; `caught` says that the run was held for the
    like before.
    """
    if deed.kind == "move":
        return ""
    goal = _goal(aim, reads)
    own = fold(deed.says)
    foreign = [read for read in reads if not _is_trusted(read, aim) and fold(read.text) not in own]
    if _explains(goal, deed, classes, package):
        if aim.takes_all and set(classes) == {"delete"}:
            return ""
        return _named_by(foreign, deed, goal)
    for read in foreign:
        if _is_behind(read.meaning, deed, classes, package, goal):
            return _serves(read)
    marked = next((read for read in foreign if read.meaning.is_marked), None)
    if marked is not None:
        return _serves(marked)
    if caught:
        return "a text on the screen was followed before, and the goal does not explain this"
    if deed.kind not in ("toggle", "type", "commit", "sensitive"):
        return ""
    if aim.is_question and deed.kind != "commit":
        return "the goal only asks, and nothing has to change for that"
    return _beside(deed, package, goal)


def _beside(deed: GuardedAction, package: str, goal: Reason) -> str:
    """What an action is about where that is known, and the goal is known to be about something else."""
    own = frozenset() if deed.kind == "type" else meaning(deed.says).topics - _VAGUE
    topics = own or topics_of_app(package)
    if not topics or not goal.topics - _VAGUE or topics & goal.topics:
        return ""
    return f"the goal is not about this ({', '.join(sorted(topics))})"


def _serves(read: Read) -> str:
    return f"it serves {quote(read.text)} on the screen, not the goal"


def quote(text: str) -> str:
    """The text on one line, cut where it is long."""
    line = " ".join(text.split())
    return f'"{line if len(line) <= _LONGEST_QUOTE else line[:_LONGEST_QUOTE] + "…"}"'


def _goal(aim: Aim, reads: Sequence[Read]) -> Reason:
    said = [aim.said, *(read.meaning for read in reads if _is_trusted(read, aim))]
    topics = frozenset().union(*(one.topics for one in said))
    if topics & _settings():
        topics |= {"settings"}
    return Reason(
        aim,
        topics,
        frozenset().union(*(one.wants for one in said)),
        frozenset().union(*(one.words for one in said)),
        frozenset().union(*(one.names for one in said)),
    )


def _settings() -> frozenset[str]:
    """Topics that are dealt with in the Settings app."""
    keys = {feature.key for feature in (*features().switch, *features().level)}
    return frozenset(keys | {"app", "notification"})


def _is_trusted(read: Read, aim: Aim) -> bool:
    """Whether the goal hands over to this text: to all of them, or those of the app it speaks of."""
    if not aim.delegates or read.meaning.is_marked:
        return False
    sources = aim.said.topics & {"message", "note", "notification", "event", "contact", "task"}
    return not sources or bool(topics_of_app(read.package) & sources)


# -- the goal's side --------------------------------------------------------------------------------------
def _explains(goal: Reason, deed: GuardedAction, classes: Iterable[str], package: str) -> bool:
    """Whether the goal is reason enough for the action."""
    match deed.kind:
        case "type":
            return not goal.aim.is_question and _gave(goal, deed)
        case "open":
            topics = _topics_of_open(deed)
            return bool(topics & goal.topics or _telling(meaning(deed.says)) & goal.words)
        case "sensitive":
            asked = {"send", *classes} if "send" in classes else set(classes)
            return not goal.aim.is_question and bool(asked & goal.wants)
        case _:
            may = deed.kind == "choice" or not goal.aim.is_question
            return may and _is_about(deed, package, goal.topics, goal.words)


def _gave(goal: Reason, deed: GuardedAction) -> bool:
    """Whether what is typed comes from the goal, or from where the goal says."""
    words = _telling(meaning(deed.says))
    if not words and not deed.names:
        return True
    if deed.names - goal.names:
        numbers = [name for name in goal.names if name.isdigit()]
        return goal.aim.refers and not (numbers and any(n.isdigit() for n in deed.names))
    return goal.aim.refers or not words or len(words & goal.words) >= _SHARE * len(words)


def _is_about(deed: GuardedAction, package: str, topics: frozenset[str], words: frozenset[str]) -> bool:
    """Whether a control is about these: by its labels, or where they tell nothing by its page and app."""
    says, around = meaning(deed.says), meaning(deed.around)
    own = says.topics - _VAGUE
    wider = (around.topics | topics_of_app(package)) - _VAGUE
    if own or wider:
        return bool((own or wider) & topics or _telling(says) & words)
    return bool((_telling(says) | _telling(around)) & words)


def _named_by(foreign: Sequence[Read], deed: GuardedAction, goal: Reason) -> str:
    """A text that orders something and names what the action is about, and the goal does not."""
    if goal.aim.refers or goal.aim.delegates:
        return ""
    strange = deed.names - goal.names
    for read in foreign:
        if strange & read.meaning.names and (read.meaning.wants or read.meaning.is_marked):
            return _serves(read)
    return ""


# -- the screen's side ------------------------------------------------------------------------------------
def _is_behind(
    text: Meaning, deed: GuardedAction, classes: Iterable[str], package: str, goal: Reason
) -> bool:
    """Whether a text is reason enough for an action that the goal does not explain."""
    match deed.kind:
        case "type":
            words = _telling(meaning(deed.says)) - goal.words
            strange = deed.names - goal.names
            return bool(strange & text.names) or (
                bool(words) and len(words & text.words) >= _SHARE * len(words)
            )
        case "open":
            orders = text.wants or text.is_marked  # "This folder is empty" is no reason to open Files
            topics = _topics_of_open(deed) - goal.topics if orders else frozenset[str]()
            return bool(topics & text.topics or _telling(meaning(deed.says)) & text.words)
        case "sensitive":
            return bool(set(classes) & text.wants or deed.names & text.names)
        case _:
            orders = text.wants or text.is_marked
            words = text.words - goal.words if orders else frozenset[str]()
            return _is_about(deed, package, text.topics - goal.topics, words)


def _topics_of_open(deed: GuardedAction) -> frozenset[str]:
    topics = meaning(deed.says).topics | topics_of_app(deed.says)
    return topics | _settings() if "settings" in topics else topics


def _telling(text: Meaning) -> frozenset[str]:
    """The words that say something: no digits, none that nearly every goal has."""
    return frozenset(word for word in text.words if weight(word) == 1.0 and not _DIGITS.fullmatch(fold(word)))


_DIGITS = re.compile(r"\d+")
