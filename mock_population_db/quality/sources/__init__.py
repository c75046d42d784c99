"""How lists reach the register: in memory, in the nation, over the HTTP API."""

from mock_population_db.quality.sources.source import Found, Query, Source

__all__ = ["Found", "Query", "Source"]
