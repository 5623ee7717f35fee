"""Where the share sheet and "Open with" are, and how they hand over to the app that was chosen."""

from dataclasses import dataclass, replace

from device.phone.system.app import Manifest
from device.phone.system.context import Context
from device.phone.system.intent import CHOOSER, RESOLVER, Intent

PACKAGE = "android"
SHARE = CHOOSER.partition("/")[2]
OPEN_WITH = RESOLVER.partition("/")[2]


@dataclass(frozen=True, slots=True)
class ShareState:
    """The share sheet."""

    intent: Intent
    """What is shared."""


@dataclass(frozen=True, slots=True)
class OpenState:
    """The question which app shall open something."""

    intent: Intent
    selected: str = ""
    """Component whose row was tapped once."""


@dataclass(frozen=True, slots=True)
class Target:
    """An activity that can take the intent."""

    component: str
    manifest: Manifest

    def label(self, context: Context) -> str:
        """The app's name."""
        return context.translate(self.manifest.label, self.manifest.package)


def targets(context: Context, intent: Intent) -> list[Target]:
    """All that can take an intent: what did so last comes first, then by name."""
    found = context.packages.matches(replace(intent, component=""))
    last = context.packages.chosen(intent, found, last=True)
    made = [
        Target(component, context.system.apps[component.partition("/")[0]].manifest) for component in found
    ]
    return sorted(made, key=lambda target: (target.component != last, target.label(context).lower()))


def hand_over(context: Context, intent: Intent, component: str, *, always: bool = False) -> None:
    """Open the chosen activity in the place of the question; what waits for a result waits for its."""
    activity = context.activity
    alone = len(context.system.stack.tasks[0].activities) == 1
    context.packages.choose(intent, component, always=always)
    context.system.stack.finish(activity)
    context.system.start(
        replace(intent, component=component),
        same_task=not alone,
        caller=activity.caller,
        request=activity.request,
    )
