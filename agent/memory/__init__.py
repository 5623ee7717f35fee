"""What outlasts a step and a run: history within a budget, and what is remembered of the person and apps."""
