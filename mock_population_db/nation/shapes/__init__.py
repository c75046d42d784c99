"""Shapes of families: what a family of the nation can look like, and how often."""
