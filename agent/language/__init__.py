"""What words mean: numbers, days, names, quoted texts and goals. The guard and the offline brain share it."""
