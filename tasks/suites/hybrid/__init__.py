"""Tasks in MobileWorld's manner: by touch or tool, by a tool of the task's own, with a question to a person.

`either` can be done by touches alone, and by the functions that apps of the phone offer. `tool` has facts, or
what is wanted, in a server that the task brings (tasks/servers). In `person` the goal leaves open what only
the person knows. tasks/material/hybrid.toml lists them; what is on the phone and in the servers afterwards is
judged, and so is what a tool did that nobody asked for.
"""

from tasks.material.hybrid import hybrid_tasks
from tasks.suites.hybrid.template import template_of

TEMPLATES = tuple(template_of(name, one) for name, one in hybrid_tasks().items())
