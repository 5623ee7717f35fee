"""Measuring a grounder on the field's benchmarks: pictures, instructions, true places."""
