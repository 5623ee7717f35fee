"""Suites: a folder each; every file of one has TEMPLATES, their facts and wordings in the TOML beside it."""
