"""Web pages inside the phone: HTML parsed, scripts run in an engine of their own, boxes laid out.

page.py holds an open page as state, dom.py and stylist.py make elements and their styles of it, engine.py
runs its scripts, the modules from block.py to table.py lay it out, and show.py turns it into Views. It
knows no browser and imports only toolkit, and time zones from system. Start reading with page.py and
show.py.
"""
