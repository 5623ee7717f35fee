"""The roles: what each is asked, what it replies, and how its reply becomes part of the run.

A role is a module: an `Ask` (what it gets to know), a reply type, and where the reply changes the run a
function of (state, context) that has it asked. Its words stand in `agent/prompts/ROLE.md`.
"""
