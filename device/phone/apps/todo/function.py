"""What Tasks does for other programs."""

from datetime import datetime

from device.phone.apps.todo.change import put
from device.phone.apps.todo.choice import choices
from device.phone.apps.todo.schema import DEFAULT_LIST
from device.phone.apps.todo.task import TodoTask
from device.phone.system.appfunction import AppFunction, FunctionFault, Given, Parameter, string
from device.phone.system.context import Context
from device.phone.system.timetext import to_date_ms


def _create(context: Context, given: Given) -> None:
    now, due = context.clock.date_ms, 0
    if day := string(given, "due"):
        try:
            due = to_date_ms(context, datetime.fromisoformat(f"{day}T12:00"))
        except ValueError as error:
            raise FunctionFault(str(error)) from None
    task = TodoTask(
        title=string(given, "title"),
        notes=string(given, "notes"),
        priority=choices(context).priority,
        list=DEFAULT_LIST,
        due=due,
        created=now,
        modified=now,
    )
    put(context, task)


FUNCTIONS = (
    AppFunction(
        "createTask",
        "Creates a task in the default list.",
        (
            Parameter("title", "string", "What is to be done"),
            Parameter("notes", "string", "Anything else", required=False),
            Parameter("due", "string", "A day, as 2026-03-05", required=False),
        ),
        _create,
    ),
)
