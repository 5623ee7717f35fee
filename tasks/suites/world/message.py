"""Text messages sent, answered and passed on.

Where we differ from AndroidWorld. It also wants the message app in front at the end, and the message within
five minutes; neither makes a message more sent: here the provider alone decides, and that no other message
was sent or lost. What is sent must be word for word what the goal says (nine letters of ten are enough
there). Messages and people are put into the providers, not through the emulator's console and a form.
"""

from collections.abc import Iterable, Sequence
from random import Random
from typing import cast

from agent.evaluation.verdict import Clause
from tasks.facts import read_facts
from tasks.material.chance import SENTENCES, apart, number, person
from tasks.material.people import MESSAGES, SENT, Message, fill_contacts, fill_messages
from tasks.material.table import Record
from tasks.scene import Scene
from tasks.stage import Stage
from tasks.task import Params, Template

FACTS = read_facts(__file__)
_STREETS = (
    "6 Elm St, Birmingham, AL, 35217",
    "12 O'Connell Ave #4 Denver, CO, 80223",
    "7 Rue de l'Église",
    "480 Old Mill Rd, Unit B, Salem, OR",
)
_ASKED = "Did you get my message?"
_AGAIN = "Sorry, I lost my phone for a moment, what was the last thing you wrote?"


def sent(scene: Scene, to: str, body: str, weight: float = 1.0) -> Clause:
    """That this message was sent, and no other; that others were opened and read does not matter."""
    bare = "".join(sign for sign in to if sign not in " -")
    row: Record = {"address": bare, "body": body, "type": SENT}
    demand = f"{body!r} is sent to {to}, and nothing else"
    return scene.added(demand, MESSAGES.place, [row], weight, free=("read", "seen"))


def none_sent(scene: Scene) -> Clause:
    """That no message came, went or was sent; it earns nothing. That some were read does not matter."""
    return scene.added("no message is sent or lost", MESSAGES.place, [], weight=0, free=("read", "seen"))


# -- drawing -------------------------------------------------------------------------------------------
def _message(random: Random) -> Params:
    return {"number": number(random), "message": random.choice(SENTENCES)}


def _crowd(random: Random, least: int, most: int, besides: str) -> list[list[str]]:
    """So many numbers, each with a text that is not `besides`."""
    texts = [one for one in SENTENCES if one != besides]
    return [[number(random), random.choice(texts)] for _ in range(random.randint(least, most))]


def _reply(random: Random) -> Params:
    """The one to answer wrote before, between or after the others."""
    said = {**_message(random)}
    inbox = _crowd(random, 1, 5, str(said["message"]))
    inbox.insert(random.randint(0, len(inbox)), [str(said["number"]), random.choice(SENTENCES)])
    return cast(Params, {**said, "inbox": inbox})


def _reply_to_last(random: Random) -> Params:
    said = {**_message(random)}
    inbox = [*_crowd(random, 1, 5, str(said["message"])), [str(said["number"]), _ASKED]]
    return cast(Params, {**said, "inbox": inbox})


def _resend(random: Random) -> Params:
    return {"name": person(random), **_message(random)}


def _pass_on(random: Random) -> Params:
    """Names may share a word with each other."""
    name1, name2 = apart(random, 2, person)
    here, there = apart(random, 2, number)
    text = random.choice(_STREETS)
    return {"name1": name1, "number": here, "name2": name2, "number2": there, "message": text}


# -- before --------------------------------------------------------------------------------------------
def _nothing_said(stage: Stage, _params: Params) -> None:
    fill_messages(stage, ())


def _on_clipboard(stage: Stage, params: Params) -> None:
    fill_messages(stage, ())
    stage.clipboard(str(params["message"]))


def _inbox(stage: Stage, params: Params) -> None:
    inbox = cast(Sequence[Sequence[str]], params["inbox"])
    fill_messages(stage, [Message(who, text) for who, text in inbox])


def _just_sent(stage: Stage, params: Params) -> None:
    who, text = str(params["number"]), str(params["message"])
    fill_contacts(stage, [(str(params["name"]), who)])
    fill_messages(stage, [Message(who, text, mine=True), Message(who, _AGAIN)])


def _address_came(stage: Stage, params: Params) -> None:
    told = {name: str(value) for name, value in params.items()}
    fill_contacts(stage, [(told["name1"], told["number"]), (told["name2"], told["number2"])])
    fill_messages(stage, [Message(told["number2"], told["message"])])


# -- after ---------------------------------------------------------------------------------------------
def _sent(scene: Scene, params: Params) -> Iterable[Clause]:
    yield sent(scene, str(params["number"]), str(params["message"]))


TEMPLATES = (
    Template(FACTS["SimpleSmsSend"], _sent, _message, _nothing_said),
    Template(FACTS["SimpleSmsSendClipboardContent"], _sent, _message, _on_clipboard),
    Template(FACTS["SimpleSmsReply"], _sent, _reply, _inbox),
    Template(FACTS["SimpleSmsReplyMostRecent"], _sent, _reply_to_last, _inbox),
    Template(FACTS["SimpleSmsResend"], _sent, _resend, _just_sent),
    Template(FACTS["SimpleSmsSendReceivedAddress"], _sent, _pass_on, _address_came),
)
