"""A QR code for a short text, drawn in a terminal: what a phone scans to pair.

Always version 3 (29 modules), error correction L, bytes, mask 0: enough for what is needed here.
"""

from itertools import cycle, islice, pairwise

SIZE = 29
LONGEST = 53
"""Bytes that fit."""
_DATA, _CHECK = 55, 15
_FORMAT = 0b111011111000100
"""Level L with mask 0, as the standard has it coded."""
_DARK, _LIGHT = True, False
Matrix = list[list[bool]]


def matrix(text: str) -> Matrix:
    """The modules, row by row, dark ones True; no quiet zone. Raises ValueError for what is too long."""
    data = text.encode()
    if len(data) > LONGEST:
        raise ValueError(f"{len(data)} bytes do not fit into {LONGEST}")
    grid, fixed = _frame()
    _fill(grid, fixed, _bits(data))
    _write_format(grid)
    return grid


def drawn(text: str) -> str:
    """For a terminal: two rows of modules a line, black on white whatever the terminal's own colours."""
    edge = 4
    blank = [_LIGHT] * (SIZE + 2 * edge)
    rows = (
        [blank] * edge
        + [[_LIGHT] * edge + row + [_LIGHT] * edge for row in matrix(text)]
        + [blank] * (edge + 1)
    )
    halves = {(False, False): " ", (True, False): "▀", (False, True): "▄", (True, True): "█"}
    lines = [
        "".join(halves[pair] for pair in zip(upper, lower, strict=True)) for upper, lower in _two_by_two(rows)
    ]
    return "\n".join(f"\x1b[30;107m{line}\x1b[0m" for line in lines)


def _two_by_two(rows: Matrix) -> list[tuple[list[bool], list[bool]]]:
    return list(pairwise(rows))[::2]


def _bits(data: bytes) -> list[int]:
    """Mode, length, bytes, padding and check words, bit by bit."""
    bits = f"0100{len(data):08b}" + "".join(f"{byte:08b}" for byte in data)
    bits += "0" * min(4, _DATA * 8 - len(bits))
    bits += "0" * (-len(bits) % 8)
    words = [int(bits[at : at + 8], 2) for at in range(0, len(bits), 8)]
    words += islice(cycle((0xEC, 0x11)), _DATA - len(words))
    return [int(bit) for word in (*words, *_check_words(words)) for bit in f"{word:08b}"]


def _check_words(words: list[int]) -> list[int]:
    """The remainder of Reed and Solomon, over the field with 285."""
    powers, logs = _field()
    factor = [1]
    for exponent in range(_CHECK):
        factor = [
            (factor[at] if at < len(factor) else 0)
            ^ (_times(factor[at - 1], powers[exponent], powers, logs) if at else 0)
            for at in range(len(factor) + 1)
        ]
    left = [*words, *[0] * _CHECK]
    for at in range(len(words)):
        head = left[at]
        for place, part in enumerate(factor):
            left[at + place] ^= _times(part, head, powers, logs)
    return left[-_CHECK:]


def _field() -> tuple[list[int], list[int]]:
    powers, logs, value = [0] * 255, [0] * 256, 1
    for exponent in range(255):
        powers[exponent], logs[value] = value, exponent
        value = value << 1 ^ (285 if value & 0x80 else 0)
    return powers, logs


def _times(one: int, other: int, powers: list[int], logs: list[int]) -> int:
    return powers[(logs[one] + logs[other]) % 255] if one and other else 0


def _frame() -> tuple[Matrix, Matrix]:
    """What every code of this size has, and which modules are not for data."""
    grid = [[_LIGHT] * SIZE for _ in range(SIZE)]
    fixed = [[False] * SIZE for _ in range(SIZE)]
    for top, left in ((0, 0), (0, SIZE - 7), (SIZE - 7, 0)):
        for row in range(max(0, top - 1), min(SIZE, top + 8)):
            for column in range(max(0, left - 1), min(SIZE, left + 8)):
                ring = max(abs(row - top - 3), abs(column - left - 3))
                grid[row][column] = ring in (0, 1, 3)
                fixed[row][column] = True
    for row in range(20, 25):
        for column in range(20, 25):
            grid[row][column] = max(abs(row - 22), abs(column - 22)) != 1
            fixed[row][column] = True
    for at in range(8, SIZE - 8):
        grid[6][at] = grid[at][6] = at % 2 == 0
        fixed[6][at] = fixed[at][6] = True
    for at in range(9):
        fixed[8][at] = fixed[at][8] = True
    for at in range(8):
        fixed[8][SIZE - 1 - at] = fixed[SIZE - 1 - at][8] = True
    grid[SIZE - 8][8] = _DARK
    return grid, fixed


def _fill(grid: Matrix, fixed: Matrix, bits: list[int]) -> None:
    """Up and down in columns of two, from the right, around what is fixed; masked as it goes."""
    queue = iter(bits)
    upward = True
    for right in (*range(SIZE - 1, 6, -2), 5, 3, 1):
        for row in range(SIZE - 1, -1, -1) if upward else range(SIZE):
            for column in (right, right - 1):
                if not fixed[row][column]:
                    grid[row][column] = bool(next(queue, 0)) != ((row + column) % 2 == 0)
        upward = not upward


def _write_format(grid: Matrix) -> None:
    """Level and mask, twice."""
    bits = [bool(_FORMAT >> 14 - at & 1) for at in range(15)]
    first = [
        (8, 0),
        (8, 1),
        (8, 2),
        (8, 3),
        (8, 4),
        (8, 5),
        (8, 7),
        (8, 8),
        (7, 8),
        (5, 8),
        (4, 8),
        (3, 8),
        (2, 8),
        (1, 8),
        (0, 8),
    ]
    second = [(SIZE - 1 - at, 8) for at in range(7)] + [(8, SIZE - 8 + at) for at in range(8)]
    for places in (first, second):
        for (row, column), bit in zip(places, bits, strict=True):
            grid[row][column] = bit
