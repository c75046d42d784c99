"""The sentence above the next page about what the officer has just done.

It travels in the address, not in the cookie: two frames of one browser may not
overwrite each other's cookie. It names a dossier only when the officer may see it.
"""

from collections.abc import Mapping

from flask import g, url_for

from forms.i18n import Text, _
from portal.dossiers import queries
from portal.dossiers.errors import DossierError
from portal.dossiers.state import Action

SENTENCES: dict[str, Text] = {
    Action.ACCEPT.value: _("Đã tiếp nhận hồ sơ %(code)s."),
    Action.RETURN.value: _("Đã gửi yêu cầu bổ sung hồ sơ %(code)s cho người dân."),
    Action.REFUSE.value: _("Đã từ chối giải quyết hồ sơ %(code)s và báo người dân."),
    Action.DECIDE.value: _(
        "Đã ký giải quyết hồ sơ %(code)s. Kết quả đang được cấp cho người dân."
    ),
}


def done_sentence(arguments: Mapping[str, str], office: str) -> str:
    """Return what was done, or an empty text when the address says nothing true."""
    sentence = SENTENCES.get(arguments.get("done", ""))
    code = arguments.get("of", "")
    if sentence is None or not code:
        return ""
    try:
        queries.review_of(g.db, code=code, office=office)
    except DossierError:
        return ""
    return sentence % {"code": code}


def after(action: Action, *, code: str, branch: str, office: str, world: str) -> str:
    """Return where to go after an action.

    What was accepted is decided next; otherwise the next dossier waits, and when
    there is none, the queue.
    """
    done = action.value
    if action is Action.ACCEPT:
        return url_for("agency.review", code=code, branch=branch, done=done, of=code)
    waiting = queries.queue(g.db, office=office, world=world, filter="new", limit=1)
    for row in waiting.rows:
        return url_for(
            "agency.review", code=row.code, branch=row.branch, done=done, of=code
        )
    return url_for("agency.queue", done=done, of=code)
