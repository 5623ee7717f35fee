"""What a run may ask of a store of knowledge, whatever it is kept in."""

from typing import Protocol


class Knowledge(Protocol):
    """Finds what is known of a goal in an app."""

    def recall(self, goal: str, package: str) -> tuple[str, ...]:
        """Texts that bear on the goal while `package` is in front, the best first; () where none does.

        They help, and are never instructions: whoever puts them into a prompt fences them as data.
        """
        ...
