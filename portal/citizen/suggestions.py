"""Communes that match what somebody is typing, for the address boxes."""

from flask import jsonify, request
from flask.typing import ResponseReturnValue

from forms import codelists
from forms.i18n import gettext
from portal.auth.guards import public
from portal.citizen import blueprint

LONGEST_QUERY = 80
LIMIT = 10


@blueprint.get("/api/communes")
@public
def communes() -> ResponseReturnValue:
    """Answer ``?q=&province=`` with at most ten communes; old names match too."""
    text = request.args.get("q", "")[:LONGEST_QUERY]
    province = request.args.get("province") or None
    found = codelists.search_communes(text, province, LIMIT)
    answer = jsonify(communes=[_suggestion(hit) for hit in found])
    answer.headers["Cache-Control"] = "public, max-age=3600"
    return answer


def _suggestion(hit: codelists.Found) -> dict[str, str]:
    province = codelists.province(hit.commune.province).full_name
    formerly = gettext("trước đây: %(name)s") % {"name": hit.formerly}
    return {
        "code": hit.commune.code,
        "full_name": hit.commune.full_name,
        "province": hit.commune.province,
        "note": f"{province} ({formerly})" if hit.formerly else province,
    }
