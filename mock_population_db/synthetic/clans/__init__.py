"""Clans: families that grow over generations, and the households they live in."""
