"""What was planned, tried and found: append-only, in SQLite or Postgres."""
