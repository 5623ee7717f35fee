"""Nearly the right answers about tasks."""

from collections.abc import Mapping, Sequence

from tasks.gold.hand import Hand
from tasks.gold.params import Params
from tasks.gold.todo import open_tasks
from tasks.suites.world.row import meant, others
from tests.tasks.suites.attempt import Near
from tests.tasks.suites.otherwords import answered_and, saying


def _titles(params: Params) -> list[str]:
    return [str(one["title"]) for one in meant(params.values)]  # type: ignore[arg-type]


def one_title_more(params: Params) -> str:
    """All that are meant and another one."""
    return ", ".join([*_titles(params), str(others(params.values)[0]["title"])])  # type: ignore[arg-type]


def one_title_short(params: Params) -> str:
    """Not all of them."""
    return ", ".join(_titles(params)[1:])


def the_first_title_again(params: Params) -> str:
    """As many as are meant, but the first for each of them."""
    return ", ".join([_titles(params)[0]] * len(_titles(params)))


def one_more(params: Params) -> str:
    """Counted wrong."""
    return str(len(_titles(params)) + 1)


def all_there_are(params: Params) -> str:
    """Those counted that are not meant, too."""
    return str(len(_titles(params)) + len(others(params.values)))  # type: ignore[arg-type]


def one_ticked_off(hand: Hand, _params: Params) -> None:
    """A task completed, or opened again, by the way."""
    open_tasks(hand)
    hand.tap(id="completeBox")


def _several(task: str) -> Sequence[Near]:
    return (
        saying(one_title_more),
        saying(one_title_short),
        saying(the_first_title_again),
        answered_and(task, one_ticked_off),
    )


def _single(task: str) -> Sequence[Near]:
    return saying(one_title_more), answered_and(task, one_ticked_off)


NEAR: Mapping[str, Sequence[Near]] = {
    "TasksDueOnDate": _several("TasksDueOnDate"),
    "TasksCompletedTasksForDate": _several("TasksCompletedTasksForDate"),
    "TasksIncompleteTasksOnDate": _several("TasksIncompleteTasksOnDate"),
    "TasksHighPriorityTasks": _single("TasksHighPriorityTasks"),
    "TasksHighPriorityTasksDueOnDate": _single("TasksHighPriorityTasksDueOnDate"),
    "TasksDueNextWeek": (
        saying(one_more),
        saying(all_there_are),
        answered_and("TasksDueNextWeek", one_ticked_off),
    ),
}
