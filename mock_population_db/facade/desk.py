"""The way of one question through the facade, whatever form it came in."""

from collections.abc import Callable
from typing import TypeVar

from flask import Response, g, request

from mock_population_db.api.calling import (
    Admission,
    Desk,
    admit,
    at_desk,
    charge,
    header,
    register,
)
from mock_population_db.facade.asking import Question, use_once
from mock_population_db.facade.headers import facade_key
from mock_population_db.register import reads

T = TypeVar("T")


def check_facade() -> Response | None:
    """Stop a request that may not pass, count it, play the faults of its world."""
    admission = admit(facade_key)
    charge(admission.caller)
    g.admission = admission
    return admission.broken


def answer(asked: Question, do: Callable[[Desk], T]) -> T:
    """Do what was asked, once, in the name of the official.

    Raises:
        PurposeNotAllowed: the caller may not ask for this purpose.
        RequestRepeated: the request's code was used before.
    """
    admission: Admission = g.admission
    admission.caller.check_purpose(asked.purpose)
    g.call = reads.Call(
        world=admission.world,
        requester=asked.official,
        purpose=asked.purpose.code,
        dossier=asked.dossier or header("X-Dossier") or None,
        path=request.path,
        caller=admission.caller.name,
        consent=header("X-Consent") or None,
    )
    with at_desk() as desk:
        if register().settings.facade_unique_requests:
            use_once(desk, asked.request)
        return do(desk)
