"""What holds for every test."""

from hypothesis import settings

# How long an example takes says how busy the machine is, and nothing of what is tested.
settings.register_profile("tapwright", deadline=None)
settings.load_profile("tapwright")
