"""What screens are drawn with: views, layout, text, fonts, symbols, painting.

A `View` (view.py) says what is there, layout.py gives it a place as a `Node` (node.py), paint.py makes
drawing commands of nodes, and renderer.py pixels of commands. It knows nothing of apps or of the phone and
imports no other room. Start reading with view.py.
"""
