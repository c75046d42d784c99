"""Messages on the portal, counted until they are seen."""

from forms import registry


def test_the_header_counts_messages_until_they_are_opened(dao, code):
    before = dao.get("/dossiers")
    inbox = dao.get("/messages")
    after = dao.get("/dossiers")

    assert "1 tin chưa đọc" in before.root.one(css="mine__n").text
    assert code in inbox.text
    assert "Mới" in inbox.text
    assert after.root.all(css="mine__n") == []
    assert "Mới" not in dao.get("/messages").text


def test_an_empty_inbox_says_when_something_will_come(dao):
    assert "Chưa có tin nào" in dao.get("/messages").text


def test_a_message_names_the_event_and_not_the_long_title(dao, code):
    inbox = dao.get("/messages").text

    title = registry.get_version("birth", "2024").title
    assert "Hồ sơ «Sinh con» của Nguyễn Trần Bảo Ân" in inbox
    assert title not in inbox


def test_messages_are_their_readers_alone(code, stranger):
    assert code not in stranger.get("/messages").text
