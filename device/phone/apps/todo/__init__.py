"""Tasks: to-do lists, as Tasks.org shows them."""

from device.phone.apps.todo.todo import Todo

APPS = (Todo,)
