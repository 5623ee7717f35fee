"""Whether an app that a goal names is the one in which its act would be done anyway."""

from agent.language.place import place
from agent.language.value.concept import concept
from agent.language.value.setting import bare
from agent.offline.goal.slot import Slots
from agent.reader.intent import Role


def in_app_of(slots: Slots, kind: str) -> None:
    """Take the name of the app, where that keeps things of the kind; another is left over."""
    own = {bare(app) for app in place(kind).apps}
    slots.drop(
        Role.APP, lambda name: bare(name) in own or kind in (concept("kind", name), concept("app", name))
    )
