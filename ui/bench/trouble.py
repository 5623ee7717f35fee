"""What went otherwise than it should in a run's tries: broke down, began on another phone, was refused."""

from collections import Counter
from collections.abc import Iterable, Mapping

from rich.text import Text

from tasks.ledger.record import Outcome, Plan
from ui.bench.table import try_of
from ui.output import output
from ui.words import clean

_REASONS = 5


def breakdowns(outcomes: Iterable[Outcome]) -> None:
    """A line for each reason why tries broke down, the most frequent first; the others are in `failures`."""
    reasons = Counter((each.failure, each.reason) for each in outcomes if each.is_crash)
    console = output()
    for (failure, reason), count in reasons.most_common(_REASONS):
        told = f"{failure}: {clean(reason)}" + (f" ({count} times)" if count > 1 else "")
        console.print(Text(told, style="yellow"))


def resets(plan: Plan, outcomes: Mapping[int, Outcome]) -> None:
    """A line for each way in which a phone was not as it should when tries began, and how many those were."""
    names = {each.number: each.task for each in plan.episodes}
    began: dict[str, list[str]] = {}
    for outcome in outcomes.values():
        if outcome.reset:
            began.setdefault(outcome.reset, []).append(names[outcome.episode])
    for unlike, tasks in sorted(began.items(), key=lambda told: -len(told[1]))[:_REASONS]:
        more = f" and {len(tasks) - 1} more" if len(tasks) > 1 else ""
        output().print(Text(f"{tasks[0]}{more} began with: {clean(unlike)}", style="yellow"))


def refusals(plan: Plan, outcomes: Mapping[int, Outcome]) -> None:
    """What the rules refused, try by try: none of it came to the phone."""
    told = [each for each in plan.episodes if each.number in outcomes and outcomes[each.number].refused]
    if not told:
        return
    count = sum(len(outcomes[each.number].refused) for each in told)
    head = f"refused: {count} call{'s' * (count > 1)} in {len(told)} tr{'ies' if len(told) > 1 else 'y'}"
    output().print(Text(f"{head}, which the rules do not allow", style="yellow"))
    for episode in told[:_REASONS]:
        for line in outcomes[episode.number].refused:
            output().print(Text(f"  {try_of(episode)}: {clean(line)}", style="yellow"))
    if told[_REASONS:]:
        output().print(Text(f"  and {len(told) - _REASONS} more tries: agent bench show RUN --task NAME"))
