"""The report of a benchmark run: a page that needs nothing but a browser, and asks nobody for anything."""
