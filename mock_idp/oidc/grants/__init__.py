"""The token endpoint: one file for each grant type."""
