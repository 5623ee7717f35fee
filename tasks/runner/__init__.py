"""The benchmark runner: a plan, workers that try its tasks, and a ledger that forgets nothing."""
