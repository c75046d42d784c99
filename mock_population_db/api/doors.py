"""Blueprints of the contract: every door checks its caller first.

flask-smorest is untyped; this is the one place that gives its decorators types.
"""

from collections.abc import Callable
from http import HTTPStatus
from typing import Any, TypeVar

from flask.typing import ResponseReturnValue
from flask_smorest import Blueprint
from marshmallow import Schema

from mock_population_db.api.reading_json import StrictParser

View = TypeVar("View", bound=Callable[..., object])
Parameters = list[dict[str, Any]]


class Door:
    """Routes under one prefix that answer only callers who pass a check.

    Args:
        name: the blueprint's name.
        prefix: where its routes begin.
        description: shown in the OpenAPI document.
        check: runs before each request; raises, or answers in the view's place.
    """

    def __init__(
        self,
        name: str,
        prefix: str,
        description: str,
        check: Callable[[], ResponseReturnValue | None],
    ) -> None:
        self.blueprint = Blueprint(
            name, __name__, url_prefix=prefix, description=description
        )
        self.blueprint.ARGUMENTS_PARSER = StrictParser()
        self.blueprint.before_request(check)

    def get(
        self, rule: str, shape: type[Schema], *, query: type[Schema] | None = None
    ) -> Callable[[View], View]:
        """Open a GET route; ``query`` is what stands behind the question mark."""

        def decorate(view: View) -> View:
            wrapped = self.blueprint.response(200, shape)(view)
            if query:
                wrapped = self.blueprint.arguments(query, location="query")(wrapped)
            self.blueprint.route(rule, methods=["GET"])(wrapped)
            return view

        return decorate

    def post(
        self,
        rule: str,
        body: type[Schema] | None,
        shape: type[Schema] | None,
        *,
        status: int = 200,
        parameters: Parameters | None = None,
    ) -> Callable[[View], View]:
        """Open a POST route; ``body`` is the JSON it takes."""

        def decorate(view: View) -> View:
            wrapped = self.blueprint.response(status, shape)(view)
            if status == HTTPStatus.CREATED and shape:
                again = self.blueprint.alt_response(
                    HTTPStatus.OK, schema=shape, description="The same answer again."
                )
                wrapped = again(wrapped)
            if body:
                wrapped = self.blueprint.arguments(body)(wrapped)
            self.blueprint.route(rule, methods=["POST"], parameters=parameters)(wrapped)
            return view

        return decorate

    def delete(
        self, rule: str, query: type[Schema], shape: type[Schema]
    ) -> Callable[[View], View]:
        """Open a DELETE route."""

        def decorate(view: View) -> View:
            wrapped = self.blueprint.response(200, shape)(view)
            wrapped = self.blueprint.arguments(query, location="query")(wrapped)
            self.blueprint.route(rule, methods=["DELETE"])(wrapped)
            return view

        return decorate
