"""Several runs beside each other: the table, the pairs, what wavers and what to run next."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from statistics import mean

from pydantic import JsonValue
from rich.table import Table
from rich.text import Text

from device.error import ConfigError
from tasks.ledger.ledger import Ledger, RunRow
from tasks.ledger.record import Outcome
from tasks.statistics.paired import Key
from tasks.statistics.planning import Advice, Flaky, Spread, advise, flaky, spread
from tasks.statistics.ranking import Duel, Ranking, rank
from ui.output import output, put

_SHOWN = 20
"""Tasks that waver, and pairs, that a terminal is shown."""


@dataclass(frozen=True, slots=True)
class Field:
    """All that is known of runs that stand beside each other."""

    ranking: Ranking
    wavering: tuple[Flaky, ...]
    spread: Spread
    """Of the two best."""
    advice: Advice
    prices: Mapping[str, float | None]
    """US dollars a try; None where a call of its had no known price."""


def tries_of(row: RunRow, outcomes: Mapping[int, Outcome]) -> dict[Key, bool]:
    """Whether each try of a run succeeded."""
    return {
        (each.task, each.seed): outcomes[each.number].success
        for each in row.plan.episodes
        if each.number in outcomes
    }


def field_of(ledger: Ledger, names: tuple[str, ...], points: float) -> Field:
    """Runs of a ledger beside each other; `points` is the difference to plan for, in per cent.

    Raises ConfigError for fewer than two, for none that share a try, and for points that are none.
    """
    rows = [ledger.run(name) for name in dict.fromkeys(names)]
    outcomes = {row.name: ledger.outcomes(row.name) for row in rows}
    tries = {row.name: tries_of(row, outcomes[row.name]) for row in rows}
    try:
        ranking = rank(tries)
        first, second = (each.name for each in ranking.standings[:2])
        found = spread(tries[second], tries[first])
        prices = {name: _price(list(some.values())) for name, some in outcomes.items()}
        known = [price for name in (first, second) if (price := prices[name]) is not None]
        price = mean(known) if len(known) == 2 else None
        seeds = max(1, round(ranking.count / found.tasks))
        told = advise(found, points / 100, price, seeds)
    except ValueError as error:
        raise ConfigError(f"they cannot be ranked: {error}") from error
    wavering = flaky((row.name, row.plan, outcomes[row.name]) for row in rows)
    return Field(ranking, tuple(wavering), found, told, prices)


def _price(outcomes: list[Outcome]) -> float | None:
    costs = [each.usage.cost for each in outcomes]
    known = [cost for cost in costs if cost is not None]
    return mean(known) if known and len(known) == len(costs) else None


def next_line(field: Field, called: Callable[[str], str] = str) -> str:
    """What to run next, in a sentence; `called` is what a run is called there."""
    told = field.advice
    first, second = (called(each.name) for each in field.ranking.standings[:2])
    money = "" if not told.cost else f", about ${told.cost:,.2f} for both"
    aim = f"To see {100 * told.difference:g} points between {first} and {second} at 80% power"
    if told.seeds is None:
        return (
            f"{aim}: {told.tasks} tasks with as many seeds as now{money}; more seeds of these are not enough"
        )
    hedge = "" if field.spread.is_split else "; one try a task does not tell chance from tasks, so take more"
    plural = "s" if told.seeds > 1 else ""
    return f"{aim}: {told.seeds} seed{plural} of each of the {told.tasks} tasks{money}{hedge}"


def pair_line(duel: Duel) -> str:
    """One pair in a sentence."""
    gap = duel.found.difference
    verdict = "better" if duel.is_clear else "not told apart"
    chance = "p < 0.001" if duel.adjusted < 0.0005 else f"p = {duel.adjusted:.3f}"
    return (
        f"{duel.better} less {duel.other}: {gap.value:+.1%} ({gap.low:+.1%} to {gap.high:+.1%}), "
        f"{chance} (Holm): {verdict}"
    )


def tell(field: Field) -> None:
    """All of it on the terminal."""
    told = field.ranking
    output().print(
        f"{told.count} tries that all made; two with a letter in common are not told apart (Holm, 5%)"
    )
    table = Table("", "succeeded", "95%", "USD a try", "group", box=None, pad_edge=False, header_style="dim")
    for each in told.standings:
        price = field.prices[each.name]
        share = each.success
        table.add_row(
            Text(each.name),
            f"{share.value:.1%}",
            f"{share.low:.1%} to {share.high:.1%}",
            "unknown" if price is None else f"{price:.4f}",
            each.cluster,
        )
    put(table)
    for duel in told.duels[:_SHOWN]:
        output().print(Text(pair_line(duel)))
    for name, count in told.left_out.items():
        if count:
            output().print(Text(f"left out: {count} tries of {name}", style="yellow"))
    if field.wavering:
        put(_flaky(field.wavering[:_SHOWN]))
    output().print(Text(next_line(field)))


def _flaky(wavering: tuple[Flaky, ...]) -> Table:
    table = Table("came out both ways", "run", "done", "with", box=None, pad_edge=False, header_style="dim")
    for each in wavering:
        table.add_row(Text(each.task), Text(each.run), f"{each.done} of {each.tries}", varied(each))
    return table


def varied(each: Flaky) -> str:
    """What differed between tries that came out otherwise."""
    told = "the same parameters and words" if each.same else "other parameters or words"
    return f"{told}; {each.broken} broke down" if each.broken else told


def to_json(field: Field) -> dict[str, JsonValue]:
    """All of it for a program."""
    return {
        "tries": field.ranking.count,
        "standings": [
            {
                "run": each.name,
                "success": each.success.value,
                "interval": [each.success.low, each.success.high],
                "group": each.cluster,
                "cost_per_try": field.prices[each.name],
                "left_out": field.ranking.left_out[each.name],
            }
            for each in field.ranking.standings
        ],
        "pairs": list(_pairs(field.ranking)),
        "wavering": [
            {
                "run": each.run,
                "task": each.task,
                "done": each.done,
                "tries": each.tries,
                "same_draw": each.same,
                "broke_down": each.broken,
            }
            for each in field.wavering
        ],
        "plan": {
            "difference": field.advice.difference,
            "power": 0.8,
            "seeds": field.advice.seeds,
            "tasks": field.advice.tasks,
            "cost": field.advice.cost,
            "chance_known": field.spread.is_split,
        },
    }


def _pairs(ranking: Ranking) -> Iterator[JsonValue]:
    for duel in ranking.duels:
        yield {
            "better": duel.better,
            "other": duel.other,
            "difference": duel.found.difference.value,
            "interval": [duel.found.difference.low, duel.found.difference.high],
            "p": duel.found.p,
            "p_holm": duel.adjusted,
            "is_clear": duel.is_clear,
        }
