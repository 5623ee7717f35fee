"""What an app shows that may not yet do what it is there for: why not, and a button that asks again."""

from device.phone.system.context import Context
from device.phone.system.intent import Intent
from device.phone.toolkit.view import Screen, View
from device.phone.toolkit.viewpart import FULL_SIZE, Surface
from device.phone.widget import button, empty

REQUEST = "gate"
"""The name under which App.result hears the answer."""
_DETAILS = "android.settings.APPLICATION_DETAILS_SETTINGS"


def ask_first(context: Context, *permissions: str) -> bool:
    """Ask for what the app cannot do without, when it is opened. True when there was nothing to ask."""
    if context.granted(*permissions):
        return True
    context.request(*permissions, request=REQUEST)
    return context.granted(*permissions)


def closed(context: Context, icon: str, why: str, *permissions: str) -> Screen | None:
    """The page in place of the app's own while a permission is missing; None when none is."""
    if context.granted(*permissions):
        return None

    def ask() -> None:
        """Where it may not ask any more, Settings can still allow it."""
        context.request(*permissions, request=REQUEST)
        front = context.front
        if front.id == context.activity.id and not context.granted(*permissions):
            details = Intent(_DETAILS, data=f"package:{context.package}")
            context.open_on_top(details)

    words = empty(icon, context.tr(why))
    words.children = (*words.children, button(context.tr("Allow"), ask, resource_id="allow_button"))
    body = View(box=FULL_SIZE, surface=Surface("surface"), important=False, children=(words,))
    label = context.manifest.label
    return Screen(body, title=context.tr(label))
