"""`agent phone ...`: the embedded phone on its own."""

import click


@click.group()
def phone() -> None:
    """Run the embedded phone, for `adb` or any tool that speaks it."""
