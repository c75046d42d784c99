"""The reader's language: asked for, remembered, Vietnamese otherwise."""

from flask import Flask

from portal.web import pages


def chosen(client, path="/"):
    return client.get(path).text.split('<html lang="')[1][:2]


def test_vietnamese_is_the_language_of_the_first_visit(visitor):
    assert chosen(visitor.client) == "vi"


def test_a_language_that_was_asked_for_is_remembered(visitor):
    assert chosen(visitor.client, "/?lang=en") == "en"
    assert chosen(visitor.client) == "en"
    assert chosen(visitor.client, "/?lang=vi") == "vi"


def test_a_language_nobody_speaks_here_changes_nothing(visitor):
    chosen(visitor.client, "/?lang=en")

    assert chosen(visitor.client, "/?lang=xx") == "en"


def test_two_readers_do_not_hear_each_other(portal):
    english, vietnamese = portal.test_client(), portal.test_client()

    assert chosen(english, "/?lang=en") == "en"
    assert chosen(vietnamese) == "vi"
    assert chosen(english) == "en"


def test_the_other_language_is_the_same_page_with_its_query():
    app = Flask(__name__)

    with app.test_request_context("/dossiers?code=LT-1&lang=vi"):
        assert pages.other_language("en") == "/dossiers?code=LT-1&lang=en"


def test_a_hostile_query_cannot_turn_the_language_link_elsewhere(visitor):
    page = visitor.get("/?_external=1&_scheme=javascript&_anchor=x&endpoint=y")

    links = [a["href"] for a in page.root.one("nav", css="langs").all("a")]
    assert page.status == 200
    assert all(link.startswith("/?") for link in links)
