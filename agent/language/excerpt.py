"""Texts as they stand in a line of a prompt: whole up to a length, and never cut without saying so."""


def on_one_line(text: str) -> str:
    """The text with ⏎ for each line break within it."""
    return "⏎".join(text.strip().splitlines())


def excerpt(text: str, longest: int) -> str:
    """The text on one line; of a longer one the beginning, and how many characters follow."""
    line = on_one_line(text)
    left = len(line) - longest
    return f"{line[:longest]}… ({left} more characters)" if left > 0 else line


def quoted_whole(text: str, longest: int) -> str:
    """The same in quotes, with what is said of the rest behind them."""
    line = on_one_line(text)
    left = len(line) - longest
    return f'"{line[:longest]}"… ({left} more characters)' if left > 0 else f'"{line}"'
