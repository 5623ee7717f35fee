"""Goals that leave something open which only the person knows, and some that seem to and do not.

Whoever does such a task asks first, before anything is changed, and then does what the person says. Where the
phone shows what is meant, nothing is asked.
"""
