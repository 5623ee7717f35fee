"""What can go wrong with a model, sorted by who must hear of it."""

from device.error import ToldToModel, ToldToPerson
from models.reply import Usage


class BadReply(ToldToModel):
    """The model answered, but not with what was asked for; one repair round did not help."""

    def __init__(self, message: str, *, raw: str = "", usage: Usage | None = None) -> None:
        super().__init__(message)
        self.raw = raw
        """What it said last."""
        self.usage = usage or Usage()
        """What the useless replies cost all the same."""


class Refused(BadReply):
    """The model will not answer, also when it was asked in other words; the message is its own words."""


class NoReply(BadReply):
    """The model said nothing, twice."""


class WordsOnly(BadReply):
    """The model answered in plain words where a form was due, also when it was told so; they are in `raw`."""

    channel = ""
    """How else it may be asked for the form; "" where there is no other way."""


class ModelUnavailable(ToldToPerson):
    """The model cannot be asked: endpoint down, wrong key, unknown model, script at its end."""

    exit_code = 3


class ContextTooSmall(ModelUnavailable):
    """What was asked is longer than the model's context; shorter it may be answered."""

    def __init__(self, message: str, model: str, *, stated: int | None = None) -> None:
        hint = (
            "Use a model, or start its server, with a larger context; "
            f"`agent models {model} --forget` forgets what was too long"
        )
        super().__init__(message, hint)
        self.stated = stated
        """Tokens of the context, where the server states them."""
