"""What a preset is made of: which roles take part in a run, when each is called, what follows from outcomes.

All of it is data; the presets themselves stand in `agent.preset.preset`.
"""

from typing import Literal

from agent.run.step import Record

When = Literal[
    "look", "start", "app", "lap", "success", "failures", "stuck", "decision", "act", "doubt", "demand",
    "interval", "claim", "switch", "end", "unproven", "deed", "turn", "news", "leaving", "slips",
]  # fmt: skip
Calls = Literal["needed", "all"]
"""Which calls are made: those that can change something, or every one that a preset's source makes."""

OCCASIONS: dict[When, str] = {
    "look": "on each screen whose element list says little",
    "start": "before the first decision",
    "app": "before the first decision, and when another app comes to the front",
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
    "end": "after a run whose goal was confirmed, where something failed and was mended",
    "unproven": "after an action whose effect the element list does not prove",
    "deed": "after a success that did something in an app, beyond getting about and writing in a form",
    "turn": "after an action that may have changed what is left to do: not after getting about, writing in a "
    "form, or one that changed nothing",
    "news": "after a success, on a screen that shows texts which were not there before",
    "leaving": "before an action that may leave a screen with texts which were not there before",
    "slips": "every few steps, where one of them did not do what it was meant to",
}


class RoleText(Record):
    """A role as it is told to the person; its prompt is `agent/prompts/NAME.md`."""

    does: str
    sees: str
    """What goes into its prompt."""
    gives: str
    """What its reply holds."""


ROLES: dict[str, RoleText] = {
    "perceive": RoleText(
        does="reads texts and icons off the picture (no chat model)",
        sees="the picture",
        gives="elements, added to those of the element list",
    ),
    "recall": RoleText(
        does="finds what the person told and earlier runs showed that bears on the goal (no chat model)",
        sees="goal, sub-task, app in front",
        gives="wishes, cards, lessons",
    ),
    "classify": RoleText(
        does="says what kind of task the goal is",
        sees="goal",
        gives="several_apps, question, several_items or other",
    ),
    "orchestrate": RoleText(
        does="cuts a goal over several apps into sub-tasks",
        sees="goal; only where the goal was classified as several_apps",
        gives="sub-tasks in order, one app each",
    ),
    "effects": RoleText(
        does="lists what must have happened in the end, before the first screen is read",
        sees="goal, what the owner told before, names of the installed apps; no screen",
        gives="effects: what, in which app, to whom, how much, with which content",
    ),
    "plan": RoleText(
        does="lists sub-goals that can be checked on the screen",
        sees="picture, elements, goal, plan so far, record, notes, feedback",
        gives="sub-goals, how many are reached, progress in words",
    ),
    "manage": RoleText(
        does="keeps what is done and the forward plan, and says when nothing is left",
        sees="picture, elements, goal, plan, what is done, latest action with its outcome, notes; the "
        "attempts that failed, once there are as many in a row as the preset says",
        gives="what is done, what is still to do; an empty plan ends the run",
    ),
    "progress": RoleText(
        does="puts into words what is done so far, from the record alone",
        sees="goal, accepted actions, its own earlier text; no picture",
        gives="what is done, in words",
    ),
    "decide": RoleText(
        does="picks the next action, or several for a form",
        sees="picture, elements, goal, plan, progress, record, notes, feedback, what memory has",
        gives="thought, actions, what the screen should show then; the plan, where it is asked for",
    ),
    "execute": RoleText(
        does="picks one action for the first of the manager's sub-goals",
        sees="picture, elements, goal, whole plan, its first three items, what is done, the latest five "
        "actions with their outcomes, notes, feedback",
        gives="thought, action, what it is to bring about",
    ),
    "operate": RoleText(
        does="picks one action for the sub-task",
        sees="picture, elements, goal, sub-tasks, what earlier ones found, record with outcomes, notes, "
        "feedback of action, course and goal, what memory has",
        gives="thought, action, what the screen should show then",
    ),
    "remember": RoleText(
        does="keeps what the screen shows and later steps will need",
        sees="picture, elements, goal, the action about to be done, notes so far",
        gives="text to keep, or nothing",
    ),
    "reflect": RoleText(
        does="says what an action did, from the screens before and after it",
        sees="both pictures (framed where they changed, if the preset says so), both element lists, goal, "
        "action, what was expected, what the cheap check found",
        gives="success, changed, wrong_page, no_change or uncertain, with the evidence",
    ),
    "take_notes": RoleText(
        does="rewrites the notes, each with where it was read",
        sees="picture, elements, goal, what is done, notes so far",
        gives="all notes anew",
    ),
    "review": RoleText(
        does="looks at the latest steps together: does the run still head for the goal?",
        sees="picture, elements, goal, the latest steps with outcomes, what a rule found",
        gives="on track or not, and what to do instead",
    ),
    "touch": RoleText(
        does="says what a touch does where the guard can't tell; in every preset, a few times a run at most",
        sees="the part of the picture around the control, elements; not the goal",
        gives="a class of sensitive action, or nothing",
    ),
    "confirm": RoleText(
        does="says of each required effect whether it has happened; of a goal given up, what is left to try",
        sees="the fresh picture, those of the steps that needed leave and, where the preset looks back, the "
        "latest; elements, goal, required effects with what the phone's state says of them, what was done "
        "with full texts, notes; neither the agent's thoughts nor its claim",
        gives="met, missing or unknown for each effect, with the evidence; what is untried",
    ),
    "recheck": RoleText(
        does="says the same once more of effects that rest on one judge's word, without knowing it",
        sees="as confirm, in another order; only the effects that are judged again",
        gives="as confirm; where it disagrees, nobody can tell",
    ),
    "answer": RoleText(
        does="answers the person's question from the last screen",
        sees="picture, elements, goal, record, notes; only where the goal is a question without an answer",
        gives="the answer",
    ),
    "extract": RoleText(
        does="takes out of a finished sub-task's screen what the next one needs",
        sees="picture, elements, goal, sub-tasks, record, notes",
        gives="what was found, word for word",
    ),
    "rewrite": RoleText(
        does="writes what was found into the next sub-task",
        sees="goal, next sub-task, what was found; no picture",
        gives="the next sub-task with the facts in it",
    ),
    "learn": RoleText(
        does="words what the run showed about its apps, for the runs to come",
        sees="goal, record",
        gives="lessons",
    ),
    "propose": RoleText(
        does="sets tasks to practise on; takes part in no run",
        sees="apps, what the phone holds, pages that exploring saw, what the person demonstrated",
        gives="goals, each with the changes that it wants of the phone",
    ),
    "evaluate": RoleText(
        does="judges a finished run, for practice; takes part in none",
        sees="first and last pictures, goal, record, how it ended, the answer",
        gives="success, fail or unsure, with the step that decides it",
    ),
}
"""Every role there is."""

CODE_ROLES = frozenset({"perceive", "recall"})
OPTIONAL_ROLES = frozenset({"effects", "learn", "recheck", "review", "touch"})
"""Roles that a run does without where no model answers for them."""
IN_EVERY_PRESET = frozenset({"effects", "touch"})
"""Roles that are asked in each preset, whether it names them or not."""
DECIDERS = ("decide", "execute", "operate")
PLANNERS = ("classify", "orchestrate", "plan", "manage", "progress")


class Part(Record):
    """A role that takes part, and when it is called."""

    role: str
    when: tuple[When, ...]
    needed: tuple[When, ...] = ()
    """The same where only calls are made that can change something; () where each of `when` can."""


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
    """Claims of completion that may be denied before the run ends; so of claims that it can't be done."""
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
    def needed_only(self) -> "Preset":
        """The preset with the calls left out that can change nothing."""
        parts = tuple(Part(role=part.role, when=part.needed or part.when) for part in self.parts)
        return self.model_copy(update={"parts": parts})

    @property
    def decider(self) -> str:
        """The role that picks actions."""
        return next(part.role for part in self.parts if part.role in DECIDERS)

    @property
    def spoken_roles(self) -> tuple[str, ...]:
        """The roles that a brain must answer for."""
        return tuple(part.role for part in self.parts if part.role not in CODE_ROLES | OPTIONAL_ROLES)
