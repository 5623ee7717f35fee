"""SMS Messenger: sending, answering and sending again."""

from device.screen import Observation, UIElement
from tasks.gold import sight
from tasks.gold.hand import Hand, NotOnScreen
from tasks.gold.params import Params
from tasks.gold.registry import solves
from tasks.gold.sought import Sought

_PACKAGE = "com.simplemobiletools.smsmessenger"
_BODY = "thread_message_body"


@solves("SimpleSmsSend")
def send(hand: Hand, params: Params) -> None:
    """A message to a number."""
    write_to_number(hand, params.text("number"))
    send_text(hand, params.text("message"))


@solves("SimpleSmsReply")
def reply(hand: Hand, params: Params) -> None:
    """An answer to somebody who wrote."""
    open_conversation(hand, params.text("number"))
    send_text(hand, params.text("message"))


@solves("SimpleSmsReplyMostRecent")
def reply_most_recent(hand: Hand, params: Params) -> None:
    """An answer to whoever wrote last: the conversation on top."""
    open_inbox(hand)
    hand.to_top()
    hand.tap(id="conversation_frame")
    send_text(hand, params.text("message"))


@solves("SimpleSmsSendClipboardContent")
def send_clipboard(hand: Hand, params: Params) -> None:
    """What is on the clipboard to a number."""
    write_to_number(hand, params.text("number"))
    hand.paste(id="thread_type_message")
    _press_send(hand)


@solves("SimpleSmsResend")
def resend(hand: Hand, params: Params) -> None:
    """The message sent last to somebody, once more."""
    open_conversation(hand, params.text("name"))
    send_text(hand, latest(hand, mine=True).text)


@solves("SimpleSmsSendReceivedAddress")
def pass_on(hand: Hand, params: Params) -> None:
    """What somebody just wrote, to somebody else."""
    open_conversation(hand, params.text("name2"))
    address = latest(hand, mine=False).text
    write_to_name(hand, params.text("name1"))
    send_text(hand, address)


# -- steps ---------------------------------------------------------------------------------------------
def open_inbox(hand: Hand) -> None:
    """The list of conversations."""
    hand.open_app(_PACKAGE)
    hand.back_until(id="conversations_fab")


def open_conversation(hand: Hand, who: str) -> None:
    """The conversation with a number or name, as the list writes it."""
    open_inbox(hand)
    hand.scroll_to(id="conversation_address", text=who)
    hand.tap(id="conversation_address", text=who)
    hand.wait_for(id="thread_type_message")


def write_to_number(hand: Hand, number: str) -> None:
    """A conversation with a number, begun or gone on with."""
    _open_new(hand)
    hand.type(number, id="new_conversation_address")
    hand.tap(id="new_conversation_confirm")
    hand.wait_for(id="thread_type_message")


def write_to_name(hand: Hand, name: str) -> None:
    """A conversation with somebody out of the contacts, begun or gone on with."""
    _open_new(hand)
    hand.type(name, id="new_conversation_address")
    hand.scroll_to(id="item_contact_name", text=name)
    hand.tap(id="item_contact_name", text=name)
    hand.wait_for(id="thread_type_message")


def send_text(hand: Hand, text: str) -> None:
    """Type into the open conversation and send."""
    hand.type(text, id="thread_type_message")
    _press_send(hand)


def _open_new(hand: Hand) -> None:
    open_inbox(hand)
    hand.tap(id="conversations_fab")


def _press_send(hand: Hand) -> None:
    """Send what is in the field, and see it among the messages."""
    text = hand.read(id="thread_type_message").strip()
    hand.tap(id="thread_send_message")
    hand.wait_for(id=_BODY, containing=text)


def latest(hand: Hand, *, mine: bool) -> UIElement:
    """The last message of the open conversation that I sent, or that I was sent."""
    sought = Sought((), {"id": _BODY})
    while True:
        seen = hand.look()
        found = [body for body in sight.find_all(seen, sought) if _is_mine(seen, body) is mine]
        if found:
            return found[-1]
        if not hand.scroll_up():
            raise NotOnScreen(sought, seen)


def _is_mine(seen: Observation, body: UIElement) -> bool:
    """My messages stand on the right."""
    return body.bounds.left > seen.size[0] - body.bounds.right
