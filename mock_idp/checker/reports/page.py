"""The report as one HTML page, complete in itself."""

from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from forms.i18n import gettext, language, ngettext
from mock_idp.checker.reports.plain import MOCK
from mock_idp.checker.reports.result import Result
from mock_idp.checker.verdict import Verdict

FOLDER = Path(__file__).parent / "templates"


def as_html(result: Result) -> str:
    """Return the result as an HTML page in the language of the moment."""
    env = Environment(
        loader=FileSystemLoader(FOLDER),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        extensions=["jinja2.ext.i18n"],
    )
    env.install_gettext_callables(  # type: ignore[attr-defined]
        gettext, ngettext, newstyle=True
    )
    return env.get_template("report.html").render(
        result=result,
        counts=result.counts(),
        verdicts=list(Verdict),
        language=language(),
        mock=MOCK,
    )
