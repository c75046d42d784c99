"""The reports: terminal, JSON, HTML and JUnit."""
