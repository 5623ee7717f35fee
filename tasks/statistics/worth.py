"""How much tries that resemble each other within a task tell."""

from tasks.statistics.level import Floats


def worth(sums: Floats, counts: Floats, variance: float, surety: float = 1.0) -> float:
    """How many independent tries tell as much as these, of which each task has a sum and a count.

    As many as give the spread between tasks that is seen, where a try alone has this variance; times
    `surety` for how little few tasks tell of their spread (Korn and Graubard 1998). Never more than all
    tries, never fewer than one a task.
    """
    tasks, count = len(counts), float(counts.sum())
    one_each = count**2 / float((counts**2).sum())
    spread = float(((sums - counts * float(sums.sum() / count)) ** 2).sum()) / count**2
    if tasks < 2 or not spread:
        return one_each
    return min(count, max(one_each, variance / (spread * tasks / (tasks - 1)) * surety))
