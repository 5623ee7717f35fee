"""Tasks, suites and the benchmark runner."""
