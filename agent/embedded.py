"""The phone that an agent carries inside, as the settings want it."""

import time

from agent.settings import Settings
from device.phone.phone import Phone
from device.phone.sample import fill
from device.phone.system.language import checked_locale


def new_phone(settings: Settings) -> Phone:
    """An embedded phone as the settings want it. Raises ConfigError for a language it does not have."""
    phone = Phone(
        settings.seed,
        monotonic=time.monotonic if settings.live else None,
        locale=checked_locale(settings.locale),
        weather=settings.weather,
        android=settings.android,
    )
    if settings.sample:
        fill(phone)
    return phone
