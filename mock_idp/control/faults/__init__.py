"""Over a hundred named ways to go wrong, one file for each group."""
