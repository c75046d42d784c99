"""Kinds of defects in numbers, days, addresses and whole rows, one file each."""
