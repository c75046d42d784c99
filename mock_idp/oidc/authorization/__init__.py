"""The authorization endpoint: what a client asks and how it is answered."""
