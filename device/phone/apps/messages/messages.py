"""The Messages app: its screens, and the intents that open them."""

from device.phone.apps.gate import ask_first, closed
from device.phone.apps.messages.compose import show_new
from device.phone.apps.messages.delivery import deliver_waiting
from device.phone.apps.messages.function import FUNCTIONS
from device.phone.apps.messages.inbox import show_inbox
from device.phone.apps.messages.notice import follow
from device.phone.apps.messages.reply import answered
from device.phone.apps.messages.state import (
    ADDRESS,
    BODY,
    END,
    LATEST,
    MAIN,
    NEW,
    PACKAGE,
    THREAD,
    InboxState,
    MessagesActivity,
    NewState,
    ThreadState,
    asked_for,
)
from device.phone.apps.messages.thread import keep_draft, leave_thread, show_thread
from device.phone.apps.provider.message import draft_of, find_thread, mark_read, messages_in
from device.phone.system.app import App, IntentFilter, Manifest
from device.phone.system.context import Context
from device.phone.system.intent import APP, Intent
from device.phone.toolkit.view import Screen

_ACTION = "android.intent.action."
_NEEDED = ("READ_SMS", "SEND_SMS", "READ_CONTACTS")


class Messages(App):
    """Simple SMS Messenger, the phone's default for texts."""

    manifest = Manifest(
        package=PACKAGE,
        label="SMS Messenger",
        icon="chat",
        icon_colours=("#F57C00", "#FFFFFF"),
        main=MAIN,
        activities=(THREAD, NEW),
        filters=(
            *(
                IntentFilter(f"{_ACTION}{action}", THREAD, scheme=scheme)
                for action in ("SENDTO", "VIEW", "SEND")
                for scheme in ("sms", "smsto", "mms", "mmsto")
            ),
            IntentFilter(f"{_ACTION}SEND", NEW, type="text/plain"),
            IntentFilter(f"{APP}MESSAGING", MAIN),
        ),
        version="5.19.0",
        system=False,
        permissions=(
            *(f"android.permission.{name}" for name in _NEEDED),
            "android.permission.POST_NOTIFICATIONS",
        ),
        functions=FUNCTIONS,
    )

    def initial(self, context: Context, name: str, intent: Intent) -> object:
        """The list, a conversation, or the choice of whom to write to."""
        ask_first(context, *_NEEDED)
        if name == MAIN:
            return InboxState()
        recipients, body = asked_for(intent)
        if name == THREAD and recipients:
            return _open(context, recipients, body)
        context.set_text(ADDRESS, ",".join(recipients))
        context.focus(ADDRESS)
        return NewState(body)

    def screen(self, context: Context) -> Screen:
        """What the activity shows; a conversation nobody was named for asks who it is with."""
        shut = closed(context, "chat", "SMS Messenger needs permission to read and send messages", *_NEEDED)
        if shut is not None:
            return shut
        state = context.activity.state
        if isinstance(state, ThreadState):
            return show_thread(MessagesActivity(context, ThreadState))
        if isinstance(state, NewState):
            return show_new(MessagesActivity(context, NewState))
        return show_inbox(MessagesActivity(context, InboxState))

    def back(self, context: Context) -> bool:
        """Leaves selection and search; keeps what was typed as a draft."""
        state = context.activity.state
        if isinstance(state, ThreadState):
            return leave_thread(MessagesActivity(context, ThreadState))
        return isinstance(state, InboxState) and MessagesActivity(context, InboxState).step_back()

    def left(self, context: Context) -> None:
        """What was typed is kept as a draft."""
        if isinstance(context.activity.state, ThreadState):
            keep_draft(MessagesActivity(context, ThreadState))

    def time_passed(self, context: Context, since_ms: int, now_ms: int) -> None:
        """Notifications go once their messages are read; the network brings what it kept."""
        deliver_waiting(context)
        follow(context)

    def receive(self, context: Context, intent: Intent) -> tuple[int, str] | None:
        """A screen that is open already gets a new intent: a conversation becomes another."""
        name = context.activity.name
        if answered(context, intent) or name not in (THREAD, NEW):
            return None
        if isinstance(context.activity.state, ThreadState):
            leave_thread(MessagesActivity(context, ThreadState))
        context.set(self.initial(context, name, intent))
        return None


def _open(context: Context, recipients: tuple[str, ...], body: str) -> ThreadState:
    """A conversation at its end, read now; `body` or else the draft is in its field."""
    thread = find_thread(context, recipients)
    mark_read(context, thread)
    context.set_text(BODY, body or draft_of(context, thread))
    context.scroll_to(LATEST, END)
    if body or not messages_in(context, thread, 1):
        context.focus(BODY)
    return ThreadState(recipients)
