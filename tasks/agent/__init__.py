"""The agents that are benchmarked: ours, the gold solvers, two that must score nothing, and anybody's own."""
