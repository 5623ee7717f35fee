"""Who can enter a benchmark: the agent, the gold solvers, and those that must score nothing."""
