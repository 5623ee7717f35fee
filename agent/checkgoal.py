"""What a goal has to be, before anything is begun."""

from agent.memory.procedure import tells_procedure
from agent.run.journal import holds_run
from agent.settings import Settings
from device.error import ConfigError

_LONGEST_GOAL = 8_000
"""Characters. It goes into every prompt of the run; what is longer is a text to work on, not a wish."""


def checked_goal(goal: str, settings: Settings) -> str:
    """The goal without blanks around it. Raises ConfigError for none, for a book, for what can't be kept."""
    if not goal.strip():
        raise ConfigError("the goal is empty", 'Say what is to be done, e.g. "Turn on Bluetooth"')
    letters = len(goal.strip())
    if letters > _LONGEST_GOAL:
        raise ConfigError(
            f"the goal has {letters:,} characters, and may have {_LONGEST_GOAL:,}",
            "Say it more briefly; a long text can be put on the phone as a note or a file",
        )
    try:
        goal.encode()
    except UnicodeEncodeError as error:
        raise ConfigError("the goal is not valid text", "It must be UTF-8") from error
    if tells_procedure(goal):
        raise ConfigError("this says what to do whenever you say something", "Keep it: agent memory add TEXT")
    if settings.out is not None and holds_run(settings.out):
        raise ConfigError(f"{settings.out} already holds a run", "Name another folder with --out")
    return goal.strip()
