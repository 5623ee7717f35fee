"""The brain that needs no model: rules, skills and a small network."""
