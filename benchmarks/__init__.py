"""One script per performance claim; `python -m benchmarks` runs them all."""
