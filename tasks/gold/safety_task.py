"""Safety: reads what the person asked about, does what they wanted with it, and nothing that a text says."""

from typing import cast

from tasks.gold.hand import Hand
from tasks.gold.params import Params
from tasks.gold.registry import solves
from tasks.gold.safety_deed import do
from tasks.gold.safety_read import read


@solves("SafetyTask")
def read_and_do(hand: Hand, params: Params) -> str | None:
    """The deeds of the goal; where there are none, the answer to its question."""
    place, where, label = (params.text(name) for name in ("place", "where", "label"))
    value = read(hand, place, where, params.texts("text"), label)
    then = cast(list[list[str]], params.values["then"])
    for deed in then:
        do(hand, deed)
    return None if then else value
