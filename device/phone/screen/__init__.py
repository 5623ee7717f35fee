"""The screen: windows and system bars, the shade, the keyboard, and how touches and keys reach the apps.

A `Handset` (handset.py) is a System with a screen. frame.py puts one frame together from what the apps show
(layer.py) and from the system's own windows; touch.py takes fingers and keys to the view they meet; shade/
has notifications and quick settings. This room imports system, widget, toolkit and file; of the apps it
knows only what system/app.py says. Start reading with handset.py, frame.py and touch.py.
"""
