"""Goals whose right outcome depends on what the person told before any of it: habits, names, places.

What was told is `Task.remembered`, in sentences; among what bears on the goal is something that does not. The
agent is given a memory of just that (docs/memory.md); nobody is there to be asked.
"""
