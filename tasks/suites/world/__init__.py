"""AndroidWorld's 116 tasks: the same names, meaning, parameters and difficulty, in our own words and code.

Where we judge otherwise than AndroidWorld does, the docstring of the judge says so and why.
"""
