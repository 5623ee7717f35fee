"""One owner's habits, and goals that lean on them: what benchmarks/personal.py runs."""
