"""What the person allowed or denied, once or for good, and what follows for a like action."""

from collections.abc import Iterable

from agent.action import describe
from agent.memory.entry import Entry
from agent.memory.words import plain
from agent.step import Step

ALWAYS = frozenset(
    {"always", "yes always", "allow always", "总是", "始终允许", "总是允许", "一直允许", "以后都可以"}
)
NEVER = frozenset({"never", "no never", "deny always", "永不", "从不", "永远不要", "以后都不要", "永不允许"})
"""Answers that are meant for every time."""
_JOINT = " · "


def is_always(answer: str) -> bool:
    """Whether the person allows it from now on."""
    return _bare(answer) in ALWAYS


def is_never(answer: str) -> bool:
    """Whether the person denies it from now on."""
    return _bare(answer) in NEVER


def target_of(step: Step) -> str:
    """What a sensitive action is about: the control it lands on and the page, which names who or what."""
    label = step.grounding[0].label if step.grounding else ""
    page = step.page.partition(": ")[2]
    return _JOINT.join(part for part in (label, page) if part)


def confirmation(step: Step, run: str, now: float) -> Entry | None:
    """What the person's word on a step leaves behind; None where they were not asked for it."""
    permit = step.permit
    if permit is None or permit.by != "person" or not permit.classes or step.action is None:
        return None
    lasting = is_always(permit.answer) or is_never(permit.answer)
    return Entry(
        kind="confirmation",
        # Without thought or typed text: what they agreed to, not what was said around it.
        text=describe(step.action.model_copy(update={"text": "…"} if hasattr(step.action, "text") else {})),
        cue=target_of(step),
        package=step.package,
        classes=permit.classes,
        allowed=permit.allowed,
        scope="always" if lasting else "once",
        source="learnt",
        run=run,
        made_at=now,
    )


def rule(confirmations: Iterable[Entry], classes: tuple[str, ...], package: str, target: str) -> Entry | None:
    """The standing word on an action: one "never" denies it, "always" must cover all its classes."""
    apt = [entry for entry in confirmations if entry.scope == "always" and _covers(entry, package, target)]
    denied = [entry for entry in apt if not entry.allowed and set(entry.classes) & set(classes)]
    if denied:
        return denied[-1]
    allowed = [entry for entry in apt if entry.allowed and set(entry.classes) & set(classes)]
    covered = {name for entry in allowed for name in entry.classes}
    return allowed[-1] if allowed and covered >= set(classes) else None


def _covers(entry: Entry, package: str, target: str) -> bool:
    if entry.package not in ("", package):
        return False
    names = {_bare(target), *(_bare(part) for part in target.split(_JOINT))}
    return not entry.cue or _bare(entry.cue) in names


def _bare(text: str) -> str:
    return " ".join(plain(text).strip(" .!,。！，").replace(",", " ").split())
