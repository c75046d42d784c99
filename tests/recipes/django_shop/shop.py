"""A Django site on mozilla-django-oidc: ``python shop.py <issuer>``.

Its users are kept where it is started. The first line it writes is its address; it
ends when its input does.
"""

import json
import sys
import threading
import urllib.request
from urllib.parse import urlencode
from wsgiref.simple_server import WSGIRequestHandler, make_server

import django
from django.conf import settings
from django.core.management import call_command
from django.http import HttpRequest, HttpResponse
from django.urls import include, path, reverse

ISSUER = sys.argv[1]


def discovered() -> dict[str, str]:
    with urllib.request.urlopen(  # noqa: S310 - the mock on this computer
        f"{ISSUER}/.well-known/openid-configuration", timeout=5
    ) as answer:
        told: dict[str, str] = json.load(answer)
        return told


ABOUT = discovered()


def home(request: HttpRequest) -> HttpResponse:
    user = request.user
    return HttpResponse(user.email if user.is_authenticated else "nobody")


def leave(request: HttpRequest) -> HttpResponse:
    """The token of the form that signs out: Django takes no link for that."""
    from django.middleware.csrf import get_token  # noqa: PLC0415 - after configure

    return HttpResponse(get_token(request))


def address_to_leave(request: HttpRequest) -> str:
    asked = {
        "id_token_hint": request.session["oidc_id_token"],
        "post_logout_redirect_uri": request.build_absolute_uri(reverse("home")),
    }
    return f"{ABOUT['end_session_endpoint']}?{urlencode(asked)}"


settings.configure(
    SECRET_KEY="for-tests-only",
    ALLOWED_HOSTS=["127.0.0.1"],
    ROOT_URLCONF="__main__",
    USE_TZ=True,
    DATABASES={
        "default": {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": "users.db",
        }
    },
    INSTALLED_APPS=[
        "django.contrib.auth",
        "django.contrib.contenttypes",
        "django.contrib.sessions",
        "mozilla_django_oidc",
    ],
    MIDDLEWARE=[
        "django.contrib.sessions.middleware.SessionMiddleware",
        "django.middleware.csrf.CsrfViewMiddleware",
        "django.contrib.auth.middleware.AuthenticationMiddleware",
    ],
    SESSION_ENGINE="django.contrib.sessions.backends.signed_cookies",
    AUTHENTICATION_BACKENDS=["mozilla_django_oidc.auth.OIDCAuthenticationBackend"],
    LOGIN_REDIRECT_URL="/",
    LOGIN_REDIRECT_URL_FAILURE="/?refused",
    LOGOUT_REDIRECT_URL="/",
    OIDC_RP_CLIENT_ID="shop",
    OIDC_RP_CLIENT_SECRET="shop-secret",
    OIDC_RP_SIGN_ALGO="RS256",
    OIDC_RP_SCOPES="openid email profile",
    OIDC_USE_PKCE=True,
    OIDC_STORE_ID_TOKEN=True,
    OIDC_OP_AUTHORIZATION_ENDPOINT=ABOUT["authorization_endpoint"],
    OIDC_OP_TOKEN_ENDPOINT=ABOUT["token_endpoint"],
    OIDC_OP_USER_ENDPOINT=ABOUT["userinfo_endpoint"],
    OIDC_OP_JWKS_ENDPOINT=ABOUT["jwks_uri"],
    OIDC_OP_LOGOUT_URL_METHOD="__main__.address_to_leave",
)


urlpatterns = [
    path("", home, name="home"),
    path("leave", leave),
    path("oidc/", include("mozilla_django_oidc.urls")),
]


class Quiet(WSGIRequestHandler):
    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - theirs
        """Write nothing."""


def main() -> None:
    django.setup()
    from django.core.wsgi import get_wsgi_application  # noqa: PLC0415 - after setup

    call_command("migrate", verbosity=0, run_syncdb=True)
    app = get_wsgi_application()
    server = make_server("127.0.0.1", 0, app, handler_class=Quiet)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    sys.stdout.write(f"http://127.0.0.1:{server.server_port}\n")
    sys.stdout.flush()
    sys.stdin.read()


if __name__ == "__main__":
    main()
