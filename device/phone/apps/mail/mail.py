"""The Fernmail app: its screens, and the letters that are brought to it."""

from device.phone.apps.mail import sample
from device.phone.apps.mail.beginning import begin
from device.phone.apps.mail.box import INBOX, TRASH, box
from device.phone.apps.mail.change import mark
from device.phone.apps.mail.compose import attached, keep, leave, show_compose
from device.phone.apps.mail.conversation import show_conversation
from device.phone.apps.mail.delivery import brought, exchange
from device.phone.apps.mail.inbox import leave_list, show_list
from device.phone.apps.mail.notice import answered, follow
from device.phone.apps.mail.schema import MAIL, PACKAGE, SCHEMA
from device.phone.apps.mail.setting import show_settings
from device.phone.apps.mail.state import (
    COMPOSE,
    MAIN,
    READ,
    SETTINGS,
    ComposeState,
    MailActivity,
    MailListState,
    ReadState,
    SettingState,
)
from device.phone.system.app import App, IntentFilter, Manifest
from device.phone.system.context import Context
from device.phone.system.intent import APP, SEND, Intent
from device.phone.toolkit.view import Screen

_ACTION = "android.intent.action."


class Mail(App):
    """Fernmail."""

    manifest = Manifest(
        package=PACKAGE,
        label="Fernmail",
        icon="mail",
        icon_colours=("#33691E", "#FFFFFF"),
        main=MAIN,
        activities=(READ, COMPOSE, SETTINGS),
        databases={MAIL: SCHEMA},
        filters=(
            IntentFilter(f"{_ACTION}SENDTO", COMPOSE, scheme="mailto"),
            IntentFilter(f"{_ACTION}VIEW", COMPOSE, scheme="mailto"),
            *(IntentFilter(action, COMPOSE, type="*/*") for action in SEND),
            IntentFilter(f"{APP}EMAIL", MAIN),
        ),
        version="4.12.0",
        system=False,
        permissions=("android.permission.POST_NOTIFICATIONS", "android.permission.READ_CONTACTS"),
    )

    def fill(self, context: Context) -> None:
        """What a phone in use holds, see sample.py."""
        sample.fill(context)

    def initial(self, context: Context, name: str, intent: Intent) -> object:
        """The inbox, a conversation (read now), a letter to be written, or the settings."""
        if name == COMPOSE:
            return begin(context, intent)
        if name == SETTINGS:
            return SettingState()
        if name == READ:
            thread = int(intent.extras.get("thread", 0))
            state = ReadState(thread, str(intent.extras.get("folder", INBOX)))
            letters = box(context).threads.get(thread, ())
            mark(context, [one.id for one in letters if one.folder != TRASH], read=True)
            return state
        return MailListState()

    def screen(self, context: Context) -> Screen:
        """What the activity shows."""
        state = context.activity.state
        if isinstance(state, ReadState):
            return show_conversation(MailActivity(context, ReadState))
        if isinstance(state, ComposeState):
            return show_compose(MailActivity(context, ComposeState))
        if isinstance(state, SettingState):
            return show_settings(MailActivity(context, SettingState))
        return show_list(MailActivity(context, MailListState))

    def back(self, context: Context) -> bool:
        """Out of drawer, selection and search; a letter that is being written is kept."""
        state = context.activity.state
        if isinstance(state, ComposeState):
            return leave(MailActivity(context, ComposeState))
        return isinstance(state, MailListState) and leave_list(MailActivity(context, MailListState))

    def left(self, context: Context) -> None:
        """What is being written is kept as a draft."""
        if isinstance(context.activity.state, ComposeState):
            keep(MailActivity(context, ComposeState))

    def result(self, context: Context, request: str, data: Intent | None) -> None:
        """Files were chosen to go with the letter."""
        if data is not None and isinstance(context.activity.state, ComposeState):
            attached(MailActivity(context, ComposeState), data)

    def receive(self, context: Context, intent: Intent) -> tuple[int, str] | None:
        """A letter is brought, a notification's button was pressed, or an open screen shall show another."""
        answer = brought(context, intent)
        if answer is not None:
            return -1, answer
        if answered(context, intent):
            return None
        name = context.activity.name
        if name in (READ, COMPOSE, SETTINGS):
            if isinstance(context.activity.state, ComposeState):
                keep(MailActivity(context, ComposeState))
            context.set(self.initial(context, name, intent))
        return None

    def time_passed(self, context: Context, since_ms: int, now_ms: int) -> None:
        """What waited for a connection is exchanged; notifications go once what they tell of was read."""
        exchange(context)
        follow(context)
