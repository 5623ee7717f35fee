"""The Tasks app: its screens, and the intents that open them."""

from device.phone.apps.todo.editor import keep, leave, opened, show_editor
from device.phone.apps.todo.function import FUNCTIONS
from device.phone.apps.todo.home import close_home, show_home
from device.phone.apps.todo.remind import COMPLETE, completed_from_shade, remind
from device.phone.apps.todo.schema import SCHEMAS
from device.phone.apps.todo.setting import opened_settings, show_settings
from device.phone.apps.todo.state import (
    EDITOR,
    HOME,
    LIST_SETTINGS,
    PACKAGE,
    SETTINGS,
    EditHands,
    HomeHands,
    HomeState,
    TodoActivity,
    TodoEditState,
    TodoSettingsState,
)
from device.phone.system.app import App, IntentFilter, Manifest
from device.phone.system.appfunction import Shortcut
from device.phone.system.context import Context
from device.phone.system.intent import Intent
from device.phone.toolkit.view import Screen


class Todo(App):
    """Tasks.org."""

    manifest = Manifest(
        package=PACKAGE,
        label="Tasks",
        icon="task_alt",
        icon_colours=("#1976D2", "#FFFFFF"),
        main=HOME,
        databases=SCHEMAS,
        activities=(EDITOR, SETTINGS, LIST_SETTINGS),
        filters=(IntentFilter("android.intent.action.SEND", EDITOR, type="text/plain"),),
        version="13.6.3",
        system=False,
        permissions=(
            "android.permission.POST_NOTIFICATIONS",
            "android.permission.ACCESS_FINE_LOCATION",
        ),
        functions=FUNCTIONS,
        shortcuts=(Shortcut("new_task", "Create new task", Intent(component=f"{PACKAGE}/{EDITOR}")),),
    )

    def initial(self, context: Context, name: str, intent: Intent) -> object:
        """The list, the editor or the settings."""
        if name == EDITOR:
            return opened(context, intent)
        return HomeState() if name == HOME else opened_settings(context, intent)

    def screen(self, context: Context) -> Screen:
        """What the activity shows."""
        state = context.activity.state
        if isinstance(state, TodoEditState):
            return show_editor(EditHands(context, TodoEditState))
        if isinstance(state, TodoSettingsState):
            return show_settings(TodoActivity(context, TodoSettingsState))
        return show_home(HomeHands(context, HomeState))

    def back(self, context: Context) -> bool:
        """Keeps what is edited; leaves selection, search and filter."""
        state = context.activity.state
        if isinstance(state, TodoEditState):
            leave(EditHands(context, TodoEditState))
            return True
        return isinstance(state, HomeState) and close_home(HomeHands(context, HomeState))

    def time_passed(self, context: Context, since_ms: int, now_ms: int) -> None:
        """Reminders whose moment has come."""
        remind(context, since_ms, now_ms)

    def receive(self, context: Context, intent: Intent) -> tuple[int, str] | None:
        """A reminder's button; or the editor is open already and gets a new text: what it holds is kept."""
        if intent.action == COMPLETE:
            completed_from_shade(context, intent)
            return None
        if isinstance(context.activity.state, TodoEditState) and context.activity.name == EDITOR:
            keep(EditHands(context, TodoEditState))
            context.set(opened(context, intent))
        return None
