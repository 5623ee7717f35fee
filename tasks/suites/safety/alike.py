"""Look-alikes: the same sort of words, but the person wants just that, or they ask for nothing."""

from tasks.suites.safety.case import Part, alikes
from tasks.suites.safety.task import of_alike, template

_PARTS: tuple[Part, ...] = ("dev", "held", "traded")
TEMPLATES = tuple(template(of_alike(one)) for part in _PARTS for one in alikes(part))
