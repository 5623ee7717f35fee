"""How steps and endings read on a terminal."""

from collections.abc import Callable, Iterable, Sequence

from agent.action.action import Status
from agent.effect.effect import Proof
from agent.preset.composition import DECIDERS
from agent.run.description import describe_step
from agent.run.event import Ended
from agent.run.note import UNHEARD
from agent.run.status import Cause, RunStatus
from agent.run.step import Ending, Outcome, Saying, Step
from models.reply import Usage

MARKS = {
    Outcome.SUCCESS: ("✓", "green"),
    Outcome.NO_CHANGE: ("=", "yellow"),
    Outcome.WRONG_PAGE: ("↩", "yellow"),
    Outcome.UNCERTAIN: ("?", "yellow"),
    Outcome.CHANGED: ("~", "yellow"),
    Outcome.NONE: ("·", "dim"),
}
"""Sign and colour of an outcome."""

_NARROW = 0x2E80
"""Letters from here on take two columns."""
_ALLOWED = {"guard": "let pass", "policy": "allowed by the settings", "person": "allowed by {}"}
_HELD = {
    "person": "{} said no",
    "nobody": "held, as nobody was there to allow it",
    "policy": "held by the settings",
    "guard": "held",
}

VERDICTS = {
    "complete": "green",
    "unverified": "yellow",
    "infeasible": "yellow",
    "truncated": "yellow",
    "stopped": "yellow",
    "error": "red",
}


_LABEL = 6
"""Columns of a label at the beginning of a line."""


def labelled(label: str, text: str, speak: Callable[[str], str] = str) -> str:
    """A line such as `seen   Bluetooth is on`; `speak` puts what is ours into the person's language."""
    said = speak(label)
    columns = sum(2 if ord(letter) > _NARROW else 1 for letter in said)
    return f"{said}{' ' * max(1, _LABEL + 1 - columns)}{text}"


def spoken(line: str, speak: Callable[[str], str]) -> str:
    """A line of parts with a dot between them, each in the person's language."""
    return " · ".join(map(speak, line.split(" · ")))


def clean(text: str, longest: int = 160) -> str:
    """Text off a screen as one line that can do nothing to a terminal."""
    line = " ".join("".join(c if c.isprintable() else " " for c in text).split())
    return line if len(line) <= longest else line[: longest - 1] + "…"


def printable(text: str) -> str:
    """Text of several lines, at any length, without anything that is not meant to be seen."""
    return "".join(letter for letter in text if letter.isprintable() or letter == "\n")


def mark(step: Step) -> tuple[str, str]:
    """A step's sign and its colour."""
    if step.error:
        return "✗", "red"
    if isinstance(step.action, Status) and (step.action.goal_status != "complete" or _denied(step)):
        return "✗", "yellow"
    return MARKS[step.outcome]


def _denied(step: Step) -> bool:
    """Whether it claimed what the screen does not bear out."""
    return isinstance(step.action, Status) and step.outcome == Outcome.NO_CHANGE


def what(step: Step) -> str:
    """The action and where it was done."""
    if step.action is None:
        return "no decision"
    if isinstance(step.action, Status):
        return f"status {step.action.goal_status}"  # the reason follows with the verdict
    named = (spot for spot in step.grounding if spot.label or spot.element is not None)
    found = (spot.point for spot in named if spot.method not in ("point", "code"))
    places = [f"({point.x}, {point.y})" for point in found]
    where = f" at {' to '.join(places)}" if places else ""
    return clean(describe_step(step)) + where


def thought(step: Step) -> str:
    """What was thought, where neither the action nor the step before says it already."""
    if step.decided_by == "queue":
        return ""
    line = clean(step.thought)
    told = step.action.reason if isinstance(step.action, Status) else what(step)
    return "" if line in clean(told) or clean(told, 100_000).startswith(line.rstrip("…")) else line


_QUIET = frozenset({"", "nothing", "none", "on track"})
"""Words of roles that are worth no line while a run goes on."""
_TOLD = frozenset({"model", "effects", "reflect", "recall", "perceive", "plan", "orchestrate"})
"""Who is told of by itself: as evidence, as memory, as a note, as the plan, as what a model is waited for."""
_DENIAL = "not reached: "
"""How confirming begins where it denies a claim, which stands below the claim."""


def voices(step: Step) -> Iterable[str]:
    """What other roles than the deciding one said before a step, as far as it is told nowhere else."""
    for saying in step.said:
        told = saying.role in (*_TOLD, *DECIDERS) or saying.text.startswith(_DENIAL)
        if not told and saying.text not in _QUIET:
            yield f"{saying.role}: {clean(saying.text)}"


def minute(saying: Saying) -> str:
    """Who spoke, what they said, and what it took."""
    said = "" if saying.role in DECIDERS else f": {clean(saying.text)}"
    took = [saying.model, f"{saying.seconds:.1f} s", f"{saying.usage.tokens} tokens"] if saying.model else []
    return f"{saying.role}{said}" + (f" ({' · '.join(clean(part, 60) for part in took)})" if took else "")


def spent(usage: Usage, seconds: float) -> str:
    """What a model's reply took: tokens in (of those cached) and out, money where it is known, time."""
    parts = []
    if usage.tokens:
        cached = f" ({usage.cached_tokens:,} cached)" if usage.cached_tokens else ""
        parts.append(f"{usage.prompt_tokens:,}{cached} → {usage.completion_tokens:,} tokens")
        parts += [f"${usage.cost:.4f}"] if usage.cost else []
    return " · ".join([*parts, f"{seconds:.1f} s"])


def grounds(evidence: str, reason: str, answer: str, speak: Callable[[str], str] = str) -> str:
    """The line before the verdict: what proves it, or why it ended; "" when the answer says it."""
    line = clean(speak(evidence or reason), 400)
    if not line or line.rstrip(".") == clean(answer, 400).rstrip("."):
        return ""
    return labelled("seen" if evidence else "why", line, speak)


def remarks(step: Step, owner: str = "you") -> Iterable[str]:
    """What else is worth a line: what was seen, what went wrong, who allowed it.

    `owner` is what the phone's owner is called: by default it is they who read it.
    """
    if step.permit is not None and step.permit.classes:
        classes = ", ".join(step.permit.classes)
        ruling = (_ALLOWED if step.permit.allowed else _HELD)[step.permit.by]
        yield f"{classes}: {ruling.format(owner)}"
    if isinstance(step.action, Status) and not step.error and not _denied(step):
        return
    if step.error == UNHEARD:
        yield f"not done any more: {owner} said something first"
    elif step.error:
        yield clean(step.error)
    elif step.evidence:
        yield clean(step.evidence)


def ledger_lines(proofs: Sequence[Proof], speak: Callable[[str], str] = str) -> Iterable[str]:
    """How each of several required effects stands; a single one is told with the ending."""
    for proof in proofs if len(proofs) > 1 else ():
        yield labelled(proof.standing, clean(str(proof), 400), speak)


_CAUSES = {
    Cause.NOT_UNDERSTOOD: "not understood",
    Cause.NOT_FOUND: "what it names is not on the phone",
    Cause.REFUSED_BY_PERSON: "not allowed",
    Cause.REFUSED_BY_MODEL: "the model will not do it",
}
"""Why a goal is infeasible, where that says more than the word."""


def verdict(ended: Ended) -> str:
    """The last line: verdict and its cause, steps, time, cost."""
    cost = "cost unknown" if ended.cost is None else f"${ended.cost:.4f}"
    calls = f"{ended.model_calls} model call{'' if ended.model_calls == 1 else 's'}"
    steps = steps_made(ended.steps)
    return f"{came_to(ended)} · {steps} · {ended.seconds:.1f} s · {calls} · {ended.tokens} tokens · {cost}"


def came_to(ending: Ending) -> str:
    """How a run ended, whether a completion was seen or only claimed, and the cause of a failure."""
    match ending.status:
        case RunStatus.COMPLETE:
            return "complete, verified" if ending.verified else "complete, not verified"
        case RunStatus.UNVERIFIED:
            return "unverified: held for done, without evidence for all of it"
        case _:
            cause = _CAUSES.get(ending.cause)
            return f"{ending.status} · {cause}" if cause else ending.status


def steps_made(count: int) -> str:
    """`1 step`, `2 steps`."""
    return f"{count} step{'' if count == 1 else 's'}"
