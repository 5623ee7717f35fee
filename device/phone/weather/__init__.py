"""The life that makes agents fail, on demand: each kind of trouble by name, repeatable by seed.

Each module is one or two kinds (kind.py says what a kind is), registry.py lists them, weather.py asks them,
and forecast.py reads what `--weather` says. What the phone keeps of it is plain data in system/sky.py, so
that system and screen know weather only as `Conditions`. This room imports screen, widget, toolkit and
system. Start reading with kind.py and weather.py.
"""
