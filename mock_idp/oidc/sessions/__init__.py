"""Sessions and their end: logout of every kind, session management."""
