"""A demonstration is what an agent would have decided: done again as the agent touches, it holds."""

import pytest

from agent.offline.learned.move import Move
from agent.offline.learned.scene import Moment
from agent.offline.learned.session import Choice
from agent.offline.training.sample import Demonstration
from tasks.practice.demonstration import span_of
from tasks.practice.networkrun import play
from tasks.practice.phone import PracticePhone
from tasks.practice.record import demonstrate, judge
from tasks.suite import find_suite


def again(demo: Demonstration) -> tuple[bool, int]:
    """Do it again, move by move; whether the phone says done, and how many screens differed."""
    phone = PracticePhone(demo.locale)
    task = find_suite("world").named(demo.template).task(demo.seed)
    device = phone.anew()
    task.initialize(device)
    left, others = list(demo.deals), 0

    def choose(moment: Moment) -> Choice | None:
        nonlocal others
        deal = left.pop(0)
        others += [one.label for one in moment.scene.things] != [one.label for one in deal.scene.things]
        span = span_of(deal.text, demo.goal) if deal.text else None
        start, end = span or (0, 0)
        return Choice(Move(deal.kind, deal.thing, start, end, deal.source, deal.app), 1.0)

    played = play(device, demo.goal, choose, len(demo.deals))
    verdict = judge(task, device, played.status, played.answer, played.deals)
    return verdict.success and not verdict.damage, others


@pytest.mark.parametrize(
    ("template", "locale"),
    [("ContactsAddContact", ""), ("ExpenseDeleteMultiple", "zh-CN"), ("SystemWifiTurnOffVerify", "")],
)
def test_a_demonstration_done_again_reaches_the_goal_over_the_same_screens(
    template: str, locale: str
) -> None:
    made = demonstrate(PracticePhone(locale), find_suite("world").named(template), 4, locale)
    assert made.demo is not None, made.why
    assert made.demo.deals[-1].kind == "complete"
    assert again(made.demo) == (True, 0)


def test_what_the_network_has_no_move_for_is_no_demonstration_and_says_why() -> None:
    made = demonstrate(PracticePhone(), find_suite("world").named("NotesIsTodo"), 1)
    assert made.demo is None
    assert "an answer that no single text on the screen is" in made.why


def test_the_steps_tell_what_was_done_to_what() -> None:
    made = demonstrate(PracticePhone(), find_suite("world").named("SimpleSmsSend"), 2)
    assert made.demo is not None
    told = [(deal.deed.kind, deal.deed.rid) for deal in made.demo.deals]
    assert told == [
        ("open_app", ""), ("click", "conversations_fab"), ("type_span", "new_conversation_address"),
        ("click", "new_conversation_confirm"), ("type_span", "thread_type_message"),
        ("click", "thread_send_message"), ("complete", ""),
    ]  # fmt: skip
    assert all(deal.text in made.demo.goal for deal in made.demo.deals)


def test_a_span_is_found_letter_by_letter_or_not_at_all() -> None:
    goal = "Send Zoé this: it's 5 PM - Zoé"
    assert span_of("it's 5 PM", goal) == (4, 8)
    assert span_of("Zoé", goal) == (1, 1)
    assert span_of("its 5 PM", goal) is None
    assert span_of("zoé", goal) is None
