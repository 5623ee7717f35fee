"""Read by Python as it starts: programs that ours start are as on Windows too."""

from benchmarks.windows.simulation import begin

begin()
