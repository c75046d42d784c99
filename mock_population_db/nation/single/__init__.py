"""One person at a time, with plain Python numbers."""
