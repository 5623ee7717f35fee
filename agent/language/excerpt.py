"""Texts as they stand in a line of a prompt: whole up to a length, and never cut without saying so."""


def on_one_line(text: str) -> str:
    """The text with ⏎ for each line break within it."""
    return "⏎".join(text.strip().splitlines())


def excerpt(text: str, longest: int) -> str:
    """The text on one line; of a longer one the beginning, and how many characters follow."""
    line, rest = _parted(text, longest)
    return line + rest


def quoted_whole(text: str, longest: int) -> str:
    """The same in quotes, with what is said of the rest behind them."""
    line, rest = _parted(text, longest)
    return f'"{line}"{rest}'


def _parted(text: str, longest: int) -> tuple[str, str]:
    """The beginning that is told, and what is said of the rest; "" where there is none."""
    line = on_one_line(text)
    left = len(line) - longest
    return (line[:longest], f"… ({left} more characters)") if left > 0 else (line, "")
