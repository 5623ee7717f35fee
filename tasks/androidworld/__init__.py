"""AndroidWorld itself: its tasks, seeds and checks over plain adb, and our agent as one of its agents.

Its package is no dependency of ours: nothing here imports it before a task of it is asked for.
"""
