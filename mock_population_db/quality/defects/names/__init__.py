"""Kinds of defects in names, one file each."""
