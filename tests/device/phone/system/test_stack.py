"""Tasks and back stacks, as Android keeps them."""

from device.phone.system.intent import Activity, Intent
from device.phone.system.stack import TaskStack

HOME = Activity(1, "launcher", "launcher.Home")


def names(stack: TaskStack) -> list[list[str]]:
    return [[activity.name for activity in task.activities] for task in stack.tasks]


def test_apps_open_in_their_own_tasks_and_back_returns() -> None:
    stack = TaskStack(HOME)
    stack.push("a", "a.Main", Intent(), same_task=False)
    stack.push("a", "a.Detail", Intent(), same_task=True)
    stack.push("b", "b.Main", Intent(), same_task=False)
    assert names(stack) == [["b.Main"], ["a.Main", "a.Detail"], ["launcher.Home"]]
    stack.finish(stack.front)
    assert stack.front.name == "a.Detail"
    stack.finish(stack.front)
    assert stack.front.name == "a.Main"
    stack.home()
    stack.push("b", "b.Main", Intent(), same_task=False)
    stack.finish(stack.front)
    assert stack.front.name == "launcher.Home"  # home lay between them


def test_home_is_never_lost() -> None:
    stack = TaskStack(HOME)
    stack.finish(stack.front)
    stack.remove_task(stack.tasks[0].id)
    stack.remove("launcher")
    assert names(stack) == [["launcher.Home"]]


def test_force_stop_closes_every_activity_of_the_package() -> None:
    stack = TaskStack(HOME)
    stack.push("a", "a.Main", Intent(), same_task=False)
    stack.push("b", "b.Picker", Intent(), same_task=True)
    stack.remove("b")
    assert stack.front.name == "a.Main"
    stack.remove("a")
    assert names(stack) == [["launcher.Home"]]


def test_a_snapshot_is_a_reference_that_later_changes_do_not_touch() -> None:
    stack = TaskStack(HOME)
    saved = stack.save()
    stack.push("a", "a.Main", Intent(), same_task=False)
    stack.load(saved)
    assert names(stack) == [["launcher.Home"]]


def test_an_activity_that_goes_out_of_sight_is_told_and_one_that_closes_is_not() -> None:
    stack = TaskStack(HOME)
    left: list[int] = []
    stack.on_leave = lambda activity: left.append(activity.id)
    first = stack.push("a", "a.Main", Intent(), same_task=False)
    assert left == [HOME.id]
    second = stack.push("a", "a.Second", Intent(), same_task=True)
    assert left == [HOME.id, first.id]
    stack.finish(second)
    assert left == [HOME.id, first.id]
    saved = stack.save()
    stack.home()
    assert left == [HOME.id, first.id, first.id]
    stack.load(saved)
    assert left == [HOME.id, first.id, first.id]
