"""What the bundled policy learns from: demonstrations of the gold solvers, and its own runs."""
