"""Blueprints of the contract: every door checks its caller."""

from flask_smorest import Blueprint

from mock_population_db.api.calling import check_caller
from mock_population_db.api.reading_json import StrictParser


class Door(Blueprint):  # type: ignore[misc] - flask-smorest is untyped
    """Routes under one prefix that answer only a caller with key and purpose."""

    ARGUMENTS_PARSER = StrictParser()

    def __init__(self, name: str, prefix: str, description: str) -> None:
        super().__init__(name, __name__, url_prefix=prefix, description=description)
        self.before_request(check_caller)
