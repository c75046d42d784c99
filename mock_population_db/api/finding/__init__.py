"""Finding people over the API, and keeping them for tests."""
