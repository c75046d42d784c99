"""Messages on the portal, counted until they are seen."""


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


def test_messages_are_their_readers_alone(code, stranger):
    assert code not in stranger.get("/messages").text
