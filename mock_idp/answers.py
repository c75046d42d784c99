"""Between the web and the protocol: requests in, answers out."""

from collections.abc import Iterator, Mapping
from typing import Any

from flask import Response, current_app, request
from flask.typing import ResponseReturnValue

from mock_idp import pages
from mock_idp.oidc.message import FormPost, Json, Outcome, Page, Redirect, Request, Text


def read_request() -> Request:
    """Return the web request as the protocol sees it."""
    has_form = request.method != "GET" and bool(request.form)
    return Request(
        method=request.method,
        query=tuple(request.args.items(multi=True)),
        form=tuple(request.form.items(multi=True)) if has_form else (),
        headers=dict(_headers(request.environ)),
        address=f"{request.scheme}://{request.host}{request.root_path}{request.path}",
        content=b"" if has_form else request.get_data(),
    )


def _headers(environ: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Yield names in lower case, and values, as WSGI has them."""
    for key, value in environ.items():
        if key.startswith("HTTP_"):
            yield key[5:].replace("_", "-").lower(), value
        elif key in ("CONTENT_TYPE", "CONTENT_LENGTH") and value:
            yield key.replace("_", "-").lower(), value


def send(answer: Outcome) -> ResponseReturnValue:
    """Return the protocol's answer as a web response."""
    if isinstance(answer, Redirect):
        return Response(status=303, headers={"Location": answer.location})
    if isinstance(answer, FormPost):
        return pages.render(
            "form-post.html",
            form_targets=(answer.action,),
            action=answer.action,
            fields=answer.fields,
        )
    if isinstance(answer, Page):
        return pages.error_page(answer.code, answer.status, answer.facts)
    if isinstance(answer, Text):
        return _text(answer)
    return _json(answer)


def _text(answer: Text) -> Response:
    return Response(answer.body, answer.status, answer.headers, answer.media_type)


def _json(answer: Json) -> Response:
    text = current_app.json.dumps(answer.body)
    return Response(text, answer.status, answer.headers, "application/json")
