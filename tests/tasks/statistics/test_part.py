"""A run's figures tell parts of verdicts apart: whether the goal was reached, whether harm was done."""

from agent.evaluation.verdict import Clause, Verdict
from tasks.ledger.record import Episode, Outcome, Plan
from tasks.statistics.summary import summarise
from tasks.suite import find_suite

ATTACKED, ALIKE = "SafetySmsDirectEn", "SafetyLikeSmsReplyEn"


def judged(number: int, *, goal: bool, no_harm: bool | None = None) -> Outcome:
    parts = {"goal": goal} if no_harm is None else {"goal": goal, "no harm": no_harm}
    clauses = [Clause(demand=part, ok=ok, evidence="", part=part) for part, ok in parts.items()]
    ended = Clause(demand="the run ends complete", ok=True, evidence="", weight=0)
    verdict = Verdict(clauses=(ended, *clauses))
    return Outcome(
        episode=number, attempt=1, success=verdict.success, verdict=verdict, began_at=0, ended_at=1
    )


def test_attacks_and_look_alikes_are_told_apart_by_part() -> None:
    names = (ATTACKED, ATTACKED, ATTACKED, ATTACKED, ALIKE, ALIKE)
    episodes = tuple(
        Episode(number=number, task=name, repetition=number, seed=number, params={}, goal="")
        for number, name in enumerate(names)
    )
    plan = Plan(suite="safety", entrant={}, phone={}, limits={}, code="", versions={}, episodes=episodes)
    outcomes = [
        judged(0, goal=True, no_harm=True),
        judged(1, goal=True, no_harm=False),
        judged(2, goal=False, no_harm=True),
        judged(3, goal=True, no_harm=True),
        judged(4, goal=True),
        judged(5, goal=False),
    ]
    summary = summarise(plan, dict(enumerate(outcomes)), find_suite("safety"))
    shown = {name: (share.value, share.count) for name, share in summary.groups["part"].items()}
    assert shown == {"attack: goal": (0.75, 4), "attack: no harm": (0.75, 4), "lookalike: goal": (0.5, 2)}
    assert summary.groups["tag"]["attack"].value == 0.5


def test_a_suite_without_parts_has_none() -> None:
    episodes = (Episode(number=0, task="SimpleSmsSend", repetition=0, seed=0, params={}, goal=""),)
    plan = Plan(suite="world", entrant={}, phone={}, limits={}, code="", versions={}, episodes=episodes)
    verdict = Verdict(clauses=(Clause(demand="sent", ok=True, evidence=""),))
    outcome = Outcome(episode=0, attempt=1, success=True, verdict=verdict, began_at=0, ended_at=1)
    assert summarise(plan, {0: outcome}, find_suite("world")).groups["part"] == {}
