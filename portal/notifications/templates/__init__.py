"""What each message says; one text for portal, SMS and e-ID app.

A text names the reason, the next step and the time it has. It is worded from plain
facts (codes, names, numbers), so that it can be worded again in another language.
"""

from collections.abc import Callable, Mapping
from typing import Any

from portal.notifications.templates import (
    branch_completed,
    branch_refused,
    branch_returned,
    branch_supplemented,
    dossier_submitted,
)
from portal.notifications.templates.words import Words

__all__ = ["TEMPLATES", "Words"]

TEMPLATES: dict[str, Callable[[Mapping[str, Any]], Words]] = {
    "dossier_submitted": dossier_submitted.words,
    "branch_returned": branch_returned.words,
    "branch_supplemented": branch_supplemented.words,
    "branch_refused": branch_refused.words,
    "branch_completed": branch_completed.words,
}
