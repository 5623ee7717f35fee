"""What a preset is made of: which roles take part in a run, when each is called, what follows from outcomes.

All of it is data; the presets themselves stand in `agent.preset`.
"""

from typing import Literal

from agent.step import Record

When = Literal[
    "look", "start", "lap", "success", "failures", "stuck", "decision", "act", "doubt", "demand", "interval",
    "claim", "switch",
]  # fmt: skip

OCCASIONS: dict[When, str] = {
    "look": "on each screen whose element list says little",
    "start": "before the first decision",
    "lap": "before each decision",
    "success": "after an action that did what it was meant to",
    "failures": "after failures in a row",
    "stuck": "when the run is stuck",
    "decision": "after each decision, before it is carried out",
    "act": "after each action",
    "doubt": "after an action whose effect comparing the screens leaves in doubt",
    "demand": "after an action that the deciding model was unsure of, by its log-probabilities; where it "
    "gives none, where comparing the screens leaves doubt",
    "interval": "every few steps",
    "claim": "when completion is claimed",
    "switch": "between two sub-tasks",
}

ROLES: dict[str, str] = {
    "perceive": "reads texts and icons off the picture (no chat model)",
    "recall": "finds what the person's own store knows about the goal and the app (no chat model)",
    "classify": "says what kind of task the goal is",
    "orchestrate": "cuts a goal over several apps into sub-tasks",
    "plan": "lists sub-goals that can be checked on the screen",
    "manage": "keeps what is done and the forward plan, and says when nothing is left",
    "progress": "puts into words what is done so far, from the record alone",
    "decide": "picks the next action, or several for a form",
    "execute": "picks one action for the first of the manager's sub-goals",
    "operate": "picks one action for the sub-task",
    "remember": "keeps what the screen shows and later steps will need",
    "reflect": "says what an action did, from the screens before and after it",
    "take_notes": "rewrites the notes, each with where it was read",
    "review": "looks at the latest steps together: does the run still head for the goal?",
    "confirm": "says whether a fresh screen shows the goal reached",
    "answer": "answers the person's question from the last screen",
    "extract": "takes out of a finished sub-task's screen what the next one needs",
    "rewrite": "writes what was found into the next sub-task",
}
"""Every role, and what it does."""

CODE_ROLES = frozenset({"perceive", "recall"})
DECIDERS = ("decide", "execute", "operate")
PLANNERS = ("classify", "orchestrate", "plan", "manage", "progress")


class Part(Record):
    """A role that takes part, and when it is called."""

    role: str
    when: tuple[When, ...]


class Preset(Record):
    """The roles of a run."""

    name: str
    summary: str
    """One line for the person who chooses."""
    source: str = ""
    """Where it comes from."""
    parts: tuple[Part, ...]
    """In the order in which they are called where several are due at once."""
    actions: int = 1
    """How many actions one decision may hold; those after the first queue, and go when one of them fails."""
    plans_along: bool = False
    """Whether the deciding role gives the plan along with its first decision, which saves a call."""
    tells_failures: bool = True
    """Whether the record that roles are told holds failed steps too, or only those that succeeded."""
    wrong_page: Literal["tell", "back"] = "tell"
    """What follows from a wrong page: the next decision is told, or Back is pressed first."""
    frames: bool = False
    """Whether the parts of the screen that changed are framed in the pictures of reflection."""
    escalates_after: int = 0
    """Failures in a row after which planning hears of them; 0 for never."""
    asks: bool = False
    """Whether the person is asked when neither another look nor another plan got a stuck run going."""
    review_every: int = 5
    """Steps between two looks at the latest steps."""
    review_from: int = 3
    """The first step after which being stuck is looked at so."""
    looks_back: int = 1
    """Pictures that confirmation sees, the fresh one included."""
    sure: float = -0.01
    """Mean log-probability of the action's name above which a decision counts as sure."""
    min_confidence: float = 0.3
    """Below this a grounding is too doubtful to act on: back to the decision."""
    max_tries: int = 3
    """Decisions of one lap that may fail to be found on the screen."""
    max_denials: int = 2
    """Claims of completion that the screen may deny before the run ends."""
    max_strikes: int = 3
    """Warnings of being stuck, without progress between them, at which the run ends."""
    history: int = 12
    """Latest steps that a prompt tells in full; older ones get a line each."""

    def has(self, role: str) -> bool:
        """Whether the role takes part."""
        return any(part.role == role for part in self.parts)

    def due(self, role: str, *occasions: When) -> bool:
        """Whether the role is called on one of these occasions."""
        return any(part.role == role and set(part.when) & set(occasions) for part in self.parts)

    def due_planners(self, occasions: tuple[When, ...]) -> tuple[str, ...]:
        """The planning roles called on one of these occasions, in order."""
        return tuple(
            part.role for part in self.parts if part.role in PLANNERS and set(part.when) & set(occasions)
        )

    @property
    def decider(self) -> str:
        """The role that picks actions."""
        return next(part.role for part in self.parts if part.role in DECIDERS)

    @property
    def spoken_roles(self) -> tuple[str, ...]:
        """The roles that a brain must answer for."""
        return tuple(part.role for part in self.parts if part.role not in CODE_ROLES)
