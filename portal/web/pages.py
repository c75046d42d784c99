"""Draws pages: the reader's language, templates, and what every template may use."""

from typing import Any
from urllib.parse import quote, urlencode

from flask import Flask, render_template, request, session
from jinja2 import Environment

from forms.agencies import office_title
from forms.i18n import LANGUAGES, SOURCE_LANGUAGE, gettext, language, ngettext
from forms.i18n import set_language as use_for_this_request
from portal.web import assets, filters, looks, widgets
from portal.web.services import services

SESSION_KEY = "language"


def install(app: Flask) -> None:
    """Teach the application our language, filters and components."""
    app.before_request(choose_language)
    env = app.jinja_env
    env.trim_blocks = env.lstrip_blocks = True
    _install_translations(env)
    for part in (assets, filters, looks, widgets):
        part.install(env)
    env.globals.update(
        language=language,
        other_language=other_language,
        office_title=office_title,
        demo_running=demo_running,
    )


def render(template: str, **context: Any) -> str:  # noqa: ANN401 - any page's facts
    """Draw a page in the reader's language."""
    choose_language()
    return render_template(template, **context)


def choose_language() -> None:
    """Set the language: ``?lang=``, then the browser's last choice, then Vietnamese."""
    asked = request.args.get("lang", "")
    if asked in LANGUAGES and session.get(SESSION_KEY) != asked:
        session[SESSION_KEY] = asked
    use_for_this_request(str(session.get(SESSION_KEY, SOURCE_LANGUAGE)))


def other_language(code: str) -> str:
    """Return the address of this page in another language."""
    asked = request.args.to_dict(flat=False) | {"lang": [code]}
    return f"{quote(request.root_path + request.path)}?{urlencode(asked, doseq=True)}"


def demo_running() -> bool:
    """Tell whether the demo's lobby is there to link to."""
    return services().settings.demo


def _install_translations(env: Environment) -> None:
    env.add_extension("jinja2.ext.i18n")
    env.install_gettext_callables(gettext, ngettext, newstyle=True)  # type: ignore[attr-defined]
    env.policies["ext.i18n.trimmed"] = True
