"""Read by Python as it starts: programs that ours start are as on Windows too."""

import os

from benchmarks.windows.simulation import PLACE, begin

if PLACE in os.environ:
    begin()
