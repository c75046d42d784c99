"""Between the web and the protocol: requests in, answers out."""

from flask import Response, jsonify, make_response, redirect, request
from flask.typing import ResponseReturnValue

from mock_idp import pages
from mock_idp.oidc.message import FormPost, Json, Page, Redirect, Request


def read_request() -> Request:
    """Return the web request as the protocol sees it."""
    return Request(
        method=request.method,
        query=tuple(request.args.items(multi=True)),
        form=tuple(request.form.items(multi=True)),
        headers={name.lower(): value for name, value in request.headers.items()},
    )


def send(answer: Redirect | FormPost | Page | Json) -> ResponseReturnValue:
    """Return the protocol's answer as a web response."""
    if isinstance(answer, Redirect):
        return redirect(answer.location, 303)
    if isinstance(answer, FormPost):
        return pages.render(
            "form-post.html",
            form_targets=(answer.action,),
            action=answer.action,
            fields=answer.fields,
        )
    if isinstance(answer, Page):
        return pages.error_page(answer.code, answer.status, answer.facts)
    return _json(answer)


def _json(answer: Json) -> Response:
    response = make_response(jsonify(answer.body), answer.status)
    response.headers.update(answer.headers)
    return response
