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


class ModelUnavailable(ToldToPerson):
    """The model cannot be asked: endpoint down, wrong key, unknown model, script at its end."""

    exit_code = 3
