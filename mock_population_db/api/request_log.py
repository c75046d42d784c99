"""The log of requests: what was asked and how it went, never about whom."""

import logging
from time import perf_counter

from flask import Flask, Response, g, request

log = logging.getLogger("mock_population_db.requests")


def log_requests(app: Flask) -> None:
    """Log each request by its route, without numbers, names or bodies."""

    @app.before_request
    def _start() -> None:
        g.started = perf_counter()

    @app.after_request
    def _log(response: Response) -> Response:
        route = request.url_rule.rule if request.url_rule else "-"
        took_ms = (perf_counter() - g.get("started", perf_counter())) * 1000
        log.info(
            "%s %s %s %.1fms", request.method, route, response.status_code, took_ms
        )
        return response
