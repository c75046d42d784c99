"""The WSDL and the schemas, with the address they were asked at."""

from functools import cache
from pathlib import Path
from xml.sax.saxutils import escape

from flask import Response

FOLDER = Path(__file__).with_name("wsdl")
SCHEMAS = {"dancuquocgia": "dancuquocgia.xsd", "dancu": "dancu.xsd"}
WSDL = "service.wsdl"
ADDRESS = "http://address.invalid/facade/soap"
"""What stands in the files for the address of the service."""


def described(schema: str, address: str) -> Response:
    """Return the schema with this name, else the WSDL."""
    text = _text(SCHEMAS.get(schema, WSDL)).replace(ADDRESS, escape(address))
    return Response(text, content_type="text/xml; charset=utf-8")


@cache
def _text(name: str) -> str:
    return (FOLDER / name).read_text(encoding="utf-8")
