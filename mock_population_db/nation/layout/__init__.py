"""The nation's tables: how many of each family live where, and who goes where."""

from mock_population_db.nation.layout.plan import Plan, plan

__all__ = ["Plan", "plan"]
