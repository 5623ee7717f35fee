"""What times, days, lengths, sums and other values mean that a goal names, in five languages."""
