"""The task stack: which activities are open, which is in front, and how intents and back move them."""

from collections.abc import Callable
from dataclasses import replace

from device.phone.system.event import Note, unheard
from device.phone.system.intent import Activity, Intent, Task
from device.phone.toolkit.view import LayoutState


class TaskStack:
    """Tasks, the one in front first. The home task is never removed.

    Everything is held in immutable tuples, so a snapshot is a reference.
    """

    def __init__(self, home: Activity) -> None:
        self.revision = 0
        self.note: Note = unheard
        """Hears which activities open, close and come forward."""
        self.on_leave: Callable[[Activity], None] = lambda _: None
        """Told of an activity that was in front and is no longer, though it is still open."""
        self._next_id = 2
        self._tasks: tuple[Task, ...] = (Task(1, (home,)),)
        self._home_package = home.package

    @property
    def tasks(self) -> tuple[Task, ...]:
        """All tasks, the one in front first."""
        return self._tasks

    @property
    def front(self) -> Activity:
        """The activity on the screen."""
        return self._tasks[0].top

    def _put(self, tasks: tuple[Task, ...]) -> None:
        before = self.front
        self._tasks = tasks
        self.revision += 1
        if self.front.id != before.id:
            left = self.find(before)
            if left is not None:
                self.on_leave(left)

    def _new_id(self) -> int:
        self._next_id += 1
        return self._next_id

    def find(self, activity: Activity) -> Activity | None:
        """The activity as it is now, by its id; None once it is closed."""
        for task in self._tasks:
            for candidate in task.activities:
                if candidate.id == activity.id:
                    return candidate
        return None

    def update(self, activity: Activity) -> None:
        """Put an activity in place of the one with its id; nothing when that one is closed."""
        for place, task in enumerate(self._tasks):
            for depth, candidate in enumerate(task.activities):
                if candidate.id == activity.id:
                    if candidate is activity:
                        return
                    changed = (*task.activities[:depth], activity, *task.activities[depth + 1 :])
                    self._put(
                        (*self._tasks[:place], replace(task, activities=changed), *self._tasks[place + 1 :])
                    )
                    return

    def running(self) -> tuple[str, ...]:
        """The packages with a process, the one in front first: an app runs while it has an activity."""
        activities = (each.package for task in self._tasks for each in reversed(task.activities))
        return tuple(dict.fromkeys(activities))

    def task_of(self, package: str) -> Task | None:
        """The task whose bottom activity is the package's."""
        return next((task for task in self._tasks if task.activities[0].package == package), None)

    def task(self, task_id: int) -> Task:
        """A task by id; the home task when it is gone."""
        return next((task for task in self._tasks if task.id == task_id), self.home_task)

    @property
    def home_task(self) -> Task:
        """The launcher's."""
        task = self.task_of(self._home_package)
        if task is None:
            raise RuntimeError("the home task is gone")
        return task

    def to_front(self, task: Task) -> None:
        """Bring a task forward."""
        if self._tasks[0].id != task.id:
            self._put((task, *(other for other in self._tasks if other.id != task.id)))
            self.note("activity", "front", task.top.component)

    def to_back(self, task: Task) -> None:
        """Put a task behind the home screen: it stays open, and what was in front before it comes back."""
        kept = [other for other in self._tasks if other.id != task.id]
        kept.insert(kept.index(self.home_task) + 1, task)
        self._put(tuple(kept))
        self.note("activity", "front", kept[0].top.component)

    def home(self) -> None:
        """Bring the launcher forward."""
        self.to_front(self.home_task)

    def below(self, activity: Activity) -> Activity | None:
        """What shows through an activity that does not cover the screen; None when nothing is there."""
        for place, task in enumerate(self._tasks):
            for depth, candidate in enumerate(task.activities):
                if candidate.id == activity.id:
                    if depth:
                        return task.activities[depth - 1]
                    rest = self._tasks[place + 1 :]
                    return rest[0].top if rest else None
        return None

    def with_id(self, number: int) -> Activity | None:
        """An open activity by its id."""
        found = (each for task in self._tasks for each in task.activities if each.id == number)
        return next(found, None)

    def push(
        self,
        package: str,
        name: str,
        intent: Intent,
        *,
        same_task: bool,
        apart: bool = False,
        caller: int = 0,
        request: str = "",
    ) -> Activity:
        """Open a new activity: on top of the task in front, or in its package's task.

        `apart`: in a task of its own, so that closing it shows what was in front before.
        """
        activity = Activity(self._new_id(), package, name, intent, caller=caller, request=request)
        self.note("activity", "start", activity.component)
        if same_task:
            front = self._tasks[0]
            self._put((replace(front, activities=(*front.activities, activity)), *self._tasks[1:]))
            return activity
        task = None if apart else self.task_of(package)
        if task is None:
            self._put((Task(self._new_id(), (activity,)), *self._tasks))
        else:
            self.to_front(replace(task, activities=(*task.activities, activity)))
            if self._tasks[0].top.id != activity.id:  # the task was in front already
                self._put((replace(task, activities=(*task.activities, activity)), *self._tasks[1:]))
        return activity

    def finish(self, activity: Activity) -> None:
        """Close an activity; its task goes when it was the last, and the next task comes to the front."""
        kept = []
        for task in self._tasks:
            rest = tuple(other for other in task.activities if other.id != activity.id)
            if rest or task.activities[0].package == self._home_package:
                kept.append(replace(task, activities=rest or task.activities))
        self._put_less(kept)

    def remove(self, package: str) -> None:
        """Close every activity of a package (force-stop, clear, uninstall); home starts afresh."""
        kept = []
        for task in self._tasks:
            if package == self._home_package and task.activities[0].package == package:
                bottom = replace(task.activities[0], state=None, layout=LayoutState())
                kept.append(replace(task, activities=(bottom,)))
                continue
            rest = tuple(other for other in task.activities if other.package != package)
            if rest:
                kept.append(replace(task, activities=rest))
        self._put_less(kept)

    def remove_task(self, task_id: int) -> None:
        """Swipe a task away; the home task and unknown ids are left alone."""
        task = next((candidate for candidate in self._tasks if candidate.id == task_id), None)
        if task is None or task.activities[0].package == self._home_package:
            return
        self._put_less([other for other in self._tasks if other.id != task_id])

    def _put_less(self, tasks: list[Task]) -> None:
        """Put tasks from which activities are gone."""
        kept = {activity.id for task in tasks for activity in task.activities}
        for task in self._tasks:
            for activity in task.activities:
                if activity.id not in kept:
                    self.note("activity", "finish", activity.component)
        self._put(tuple(tasks))

    def save(self) -> tuple[tuple[Task, ...], int]:
        """For a snapshot."""
        return self._tasks, self._next_id

    def load(self, saved: tuple[tuple[Task, ...], int]) -> None:
        """Back to a snapshot."""
        self._tasks, self._next_id = saved
        self.revision += 1
