"""Read a goal into typed clauses: what is asked, with which values, and what stands beside it."""
