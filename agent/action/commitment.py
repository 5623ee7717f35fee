"""What a touch may do that can't be taken back: the classes that the guard goes by."""

from enum import StrEnum
from typing import Annotated

from pydantic import BeforeValidator


class Commitment(StrEnum):
    """A class of sensitive action, in the order in which a question names several."""

    PAYMENT = "payment"
    """Money is paid or moved."""
    PURCHASE = "purchase"
    """Something is bought, ordered, booked or subscribed to."""
    SEND = "send"
    """A message, a post, a form or a file goes out, a place is shared, or a call begins."""
    DELETE = "delete"
    """Something is lost, set back, uninstalled or cancelled."""
    PERMISSION = "permission"
    """An app or somebody is allowed something."""
    INSTALL = "install"
    """An app is installed."""
    CREDENTIALS = "credentials"
    """A password or a code is given away."""
    ACCOUNT = "account"
    """An account or a contract is entered, changed or left."""


def _read(value: object) -> object:
    """Take the words that models have for nothing as nothing."""
    return None if value in ("", "none", "nothing", "null") else value


Declared = Annotated[Commitment | None, BeforeValidator(_read)]
"""What the one who decides holds a touch for; None where it commits to nothing."""
