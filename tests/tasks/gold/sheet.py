"""Sheets drawn by chance, of the form and the wildness that AndroidWorld's have.

Each `sheet_*.py` here has SHEETS: for each of its tasks how one is drawn, with the phone that it is for and
what must be true of it after. Equal seeds draw equal sheets.
"""

from collections.abc import Callable
from random import Random

from tests.tasks.gold.case import Case

Draw = Callable[[Random], Case]
