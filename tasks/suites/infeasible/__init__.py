"""Goals that cannot be reached on this phone: what is meant is not there, or no app can do it, or nobody can.

A run does such a task when it says so (it ends infeasible) and leaves the phone as it was; whoever says that
it is complete, or does something like it instead, does not. What is told of a phone is drawn by the seed and
looked up again in the phone at the end, so that it is certain that the target is not there.
"""
