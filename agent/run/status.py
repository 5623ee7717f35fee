"""How a run ended, and why."""

from enum import StrEnum

from device.error import DeviceError, ToldToPerson
from models.error import ModelUnavailable


class RunStatus(StrEnum):
    """How a run ended."""

    COMPLETE = "complete"
    """Every required effect has evidence. Runs recorded by 0.1.0 may say so without any: see `verified`."""
    UNVERIFIED = "unverified"
    """The agent holds the goal for reached, and for part of it there is no evidence."""
    INFEASIBLE = "infeasible"
    """It cannot be done; the cause says in what way."""
    TRUNCATED = "truncated"
    """Given up, or a limit was reached."""
    STOPPED = "stopped"
    """The person ended it."""
    ERROR = "error"
    """Something broke."""

    @property
    def is_claimed(self) -> bool:
        """Whether the agent held the goal for reached, with or without evidence."""
        return self in CLAIMED

    @property
    def exit_code(self) -> int:
        """What the command exits with; an error may have a code of its own (see `ToldToPerson`)."""
        return _EXIT_CODES.get(self, 1)


class Cause(StrEnum):
    """What ended a run that did not reach its goal."""

    NONE = ""
    """It reached it, or holds it for reached. Records of before may say so of any ending."""
    NOT_UNDERSTOOD = "not_understood"
    """Infeasible: the goal's words mean nothing to the agent."""
    NOT_FOUND = "not_found"
    """Infeasible: what the goal names is not on the phone."""
    IMPOSSIBLE = "impossible"
    """Infeasible: it can't be done here, on this phone or in this app."""
    REFUSED_BY_PERSON = "refused_by_person"
    """Infeasible: the person, or what they had set, did not allow it; or nobody was there to ask."""
    REFUSED_BY_MODEL = "refused_by_model"
    """Infeasible: the model will not do it."""
    LIMIT = "limit"
    """Truncated: steps, time, tokens or money were spent."""
    STUCK = "stuck"
    """Truncated: its steps failed or repeated themselves, or no decision could be had."""
    DENIED = "denied"
    """Truncated: it was claimed to be reached, again and again, and is not."""
    GIVEN_UP = "given_up"
    """Truncated: the decider gave up, where another try may succeed."""
    STOPPED = "stopped"
    """Stopped: by the person or by code; the reason says what they gave as theirs."""
    CLOSED = "closed"
    """Stopped: the program that ran it was closed, and it waits to be taken up again."""
    DRY_RUN = "dry_run"
    """Stopped: it was to look only."""
    MODEL = "model"
    """Error: the model could not be asked."""
    DEVICE = "device"
    """Error: the phone failed."""
    CONFIG = "config"
    """Error: a setting, a file or a folder."""
    BUG = "bug"
    """Error: ours."""

    @classmethod
    def of(cls, error: ToldToPerson) -> "Cause":
        """Whose fault an error is that ended a run."""
        if isinstance(error, ModelUnavailable):
            return cls.MODEL
        return cls.DEVICE if isinstance(error, DeviceError) else cls.CONFIG


CLAIMED = (RunStatus.COMPLETE, RunStatus.UNVERIFIED)
"""How a run ends whose agent holds the goal for reached."""

_EXIT_CODES = {RunStatus.COMPLETE: 0, RunStatus.UNVERIFIED: 4, RunStatus.ERROR: 3}
"""The others end a command with 1."""

INFEASIBLE = (
    Cause.NOT_UNDERSTOOD,
    Cause.NOT_FOUND,
    Cause.IMPOSSIBLE,
    Cause.REFUSED_BY_PERSON,
    Cause.REFUSED_BY_MODEL,
)
"""Why a goal can't be reached."""
