"""What `agent bench` prints and writes: progress, tables, lists and figures."""
