"""The OpenAPI 3.1 document of the control API, made from its table."""

import re
from collections.abc import Sequence
from typing import Any

from mock_idp.control.contract.orders import Field
from mock_idp.control.contract.table import Route

_NAME = re.compile(r"<(?:\w+:)?(\w+)>")
PROBLEM = "#/components/schemas/Problem"
BEARER = "adminKey"


def document(routes: Sequence[Route], issuer: str) -> dict[str, Any]:
    """Return the document for a provider at an issuer."""
    paths: dict[str, dict[str, Any]] = {}
    for route in routes:
        path = _NAME.sub(r"{\1}", route.path)
        paths.setdefault(path, {})[route.method.lower()] = _operation(route)
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Mock e-ID: control API",
            "version": "1",
            "description": "Drives a mock identity provider with synthetic people.",
        },
        "servers": [{"url": f"{issuer}/__mock"}],
        "security": [{BEARER: []}],
        "paths": paths,
        "components": {
            "securitySchemes": {BEARER: {"type": "http", "scheme": "bearer"}},
            "schemas": {"Problem": _problem()},
        },
    }


def _operation(route: Route) -> dict[str, Any]:
    said: dict[str, Any] = {
        "operationId": route.name,
        "summary": route.summary,
        "tags": [route.group],
        "responses": _responses(route),
    }
    parameters = [
        *(_in_path(name) for name in _NAME.findall(route.path)),
        *(_in_query(field) for field in route.query),
    ]
    if parameters:
        said["parameters"] = parameters
    if route.body is not None or route.free_body:
        schema = _object(route.body) if route.body is not None else {}
        required = route.free_body or any(f.is_required for f in route.body or ())
        said["requestBody"] = {
            "required": required,
            "content": {"application/json": {"schema": schema}},
        }
    return said


def _responses(route: Route) -> dict[str, Any]:
    good = {"description": route.summary}
    if route.status != 204:  # noqa: PLR2004 - HTTP
        good |= {"content": {"application/json": {"schema": {}}}}  # type: ignore[dict-item]
    problem = {"application/problem+json": {"schema": {"$ref": PROBLEM}}}
    return {
        str(route.status): good,
        "default": {"description": "What is wrong", "content": problem},
    }


def _object(fields: Sequence[Field]) -> dict[str, Any]:
    shape: dict[str, Any] = {
        "type": "object",
        "additionalProperties": False,
        "properties": {field.name: field.schema() for field in fields},
    }
    required = [field.name for field in fields if field.is_required]
    return shape | ({"required": required} if required else {})


def _in_path(name: str) -> dict[str, Any]:
    return {"name": name, "in": "path", "required": True, "schema": {"type": "string"}}


def _in_query(field: Field) -> dict[str, Any]:
    schema = field.schema()
    meaning = schema.pop("description")
    return {
        "name": field.name,
        "in": "query",
        "required": field.is_required,
        "description": meaning,
        "schema": schema,
    }


def _problem() -> dict[str, Any]:
    texts = ("type", "title", "detail", "where", "lang")
    both = tuple(f"{n}_{code}" for n in ("title", "detail") for code in ("vi", "en"))
    members: dict[str, Any] = {name: {"type": "string"} for name in (*texts, *both)}
    return {
        "type": "object",
        "description": "RFC 9457; the texts are in Vietnamese and English.",
        "properties": {**members, "status": {"type": "integer"}},
        "required": ["type", "title", "status", "detail"],
    }
