"""How Vietnamese names are written, and the ways in which they go wrong."""
