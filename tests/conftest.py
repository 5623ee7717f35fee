"""What holds for every test."""

from hypothesis import settings

from device.phone.phone import Phone

# How long an example takes says how busy the machine is, and nothing of what is tested.
settings.register_profile("tapwright", deadline=None)
settings.load_profile("tapwright")

# An app that stops would hide a mistake of ours: what it stumbles over fails the test instead.
Phone.strict = True
