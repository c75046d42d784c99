"""The cast: named people with stories, who live beside the nation."""

VERSION = 5
"""Raised when the cast, or what is kept of it, would be other than before."""
