"""The living world: days pass, people are born, die, marry and move.

A run fills the days of some communes up to the world's clock; it never moves the
clock. Everything goes through the register's own events, with the same refusals. Who
meets what on a day follows from the nation's seed, the world, the commune and the day
alone. A day of a commune is one transaction with a mark at its end: a killed process
leaves whole days, and going on repeats none.
"""
