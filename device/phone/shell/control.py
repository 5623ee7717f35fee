"""How a script leaves the straight line: exit, return, break, continue, errors."""


class Exit(Exception):
    """`exit`, or the end of a subshell."""

    def __init__(self, status: int) -> None:
        super().__init__(status)
        self.status = status


class Return(Exit):
    """`return`"""


class Abort(Exit):
    """An error that ends a script; an interactive shell lives on."""


class LoopJump(Exception):
    """`break` and `continue`"""

    def __init__(self, levels: int, *, again: bool) -> None:
        super().__init__(levels)
        self.levels = levels
        self.again = again
