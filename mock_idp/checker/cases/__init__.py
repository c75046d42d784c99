"""The cases as data, one table for each group."""
