"""Text messages sent, answered and passed on.

AndroidWorld also wants the message app in front at the end, and the message within five minutes. Neither
makes a message more sent: here the provider alone decides, and that no other message was sent or lost.
"""

from collections.abc import Iterable
from random import Random

from agent.verdict import Clause
from device.query import SqlValue
from tasks.chance import SENTENCES, number
from tasks.facts import read_facts
from tasks.scene import Scene
from tasks.task import Params, Template

FACTS = read_facts(__file__)
_TABLE = "com.android.providers.telephony/mmssms.db/sms"
_SENT = 2


def sent(scene: Scene, to: str, body: str) -> Clause:
    """That this message was sent, and no other."""
    bare = "".join(sign for sign in to if sign not in " -")
    row: dict[str, SqlValue] = {"address": bare, "body": body, "type": _SENT}
    return scene.added(f"{body!r} is sent to {to}, and nothing else", _TABLE, [row])


def _draw(random: Random) -> Params:
    return {"number": number(random), "message": random.choice(SENTENCES)}


def _sent(scene: Scene, params: Params) -> Iterable[Clause]:
    yield sent(scene, str(params["number"]), str(params["message"]))


TEMPLATES = (Template(FACTS["SimpleSmsSend"], _sent, _draw),)
