"""How many bytes something has, in words: as the system writes it, and as the Files app does."""

_UNITS = ("B", "kB", "MB", "GB")


def size_text(size: int) -> str:
    """Bytes as Android writes them: "19.2 MB"."""
    amount, unit = float(size), "B"
    for larger in ("kB", "MB", "GB"):
        if amount < 1000:
            break
        amount, unit = amount / 1000, larger
    return f"{size} B" if unit == "B" else f"{amount:.1f} {unit}" if amount < 100 else f"{amount:.0f} {unit}"


def file_size_text(size: int) -> str:
    """As "12 B" or "1.20 kB"."""
    value, place = float(size), 0
    while value > 900 and place < len(_UNITS) - 1:
        value, place = value / 1000, place + 1
    if not place:
        return f"{size} B"
    return f"{value:.2f} {_UNITS[place]}" if value < 10 else f"{value:.1f} {_UNITS[place]}"
