"""Communes suggested while somebody types an address."""

from itertools import product


def suggested(visitor, **query):
    answer = visitor.client.get("/api/communes", query_string=query)
    assert answer.status_code == 200
    return answer.json["communes"]


def test_marks_and_kind_may_be_left_out(visitor):
    (first, *_) = suggested(visitor, q="hoan kiem", province="01")

    assert first["code"] == "00070"
    assert first["full_name"] == "phường Hoàn Kiếm"


def test_an_old_name_finds_the_new_commune_and_says_so(visitor):
    found = suggested(visitor, q="Phường Hàng Bạc", province="01")

    assert "trước đây" in found[0]["note"]


def test_at_most_ten_are_answered(visitor):
    assert len(suggested(visitor, q="a")) <= 10


def test_no_query_breaks_it(visitor):
    texts = ["", " ", "\x00", "%", "x" * 10_000, "🙂", "'; --"]
    provinces = ["", "01", "99", "x" * 500]

    for q, province in product(texts, provinces):
        assert len(suggested(visitor, q=q, province=province)) <= 10
