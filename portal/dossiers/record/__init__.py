"""Keeping what happened: events, their numbers, and what the worker writes down."""
