"""What a ledger's numbers are worth. scipy counts; which question is asked of it is ours."""
