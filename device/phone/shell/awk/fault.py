"""What goes wrong in an awk program."""


class AwkFault(Exception):
    """The program is none, or cannot go on; the message is what follows "awk: "."""


class Nested(AwkFault):
    """More inside each other than is kept track of."""

    def __init__(self) -> None:
        super().__init__("nested too deep")
