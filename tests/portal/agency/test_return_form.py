import pytest
from werkzeug.datastructures import MultiDict

from forms.i18n import Text
from portal.agency.forms import MAX_WORDS, RefuseForm, ReturnForm
from portal.agency.sheet.places import place_of_field, place_of_paper
from portal.agency.sheet.reasons import CATALOGUE, PAPER, catalogue

BIRTH_DATE = place_of_field("child_date_of_birth", Text("Ngày sinh"), "date", "07/03")
NOTICE = place_of_paper("notice", Text("Giấy chứng sinh"), "a.jpg", is_missing=False)


def test_a_place_needs_a_ready_made_reason_or_own_words() -> None:
    posted = MultiDict({"why-field-child_date_of_birth": "wrong_date"})

    form = ReturnForm([BIRTH_DATE, NOTICE], posted)

    assert not form.validate()
    assert not form.pinned[0].ready_made.errors
    assert form.pinned[1].ready_made.errors == (
        (
            "Giấy chứng sinh: chưa có lý do. "
            "Đánh dấu một lý do mẫu hoặc ghi bằng lời của bạn."
        ),
    )


def test_reasons_are_the_catalogues_sentences_and_then_the_own_words() -> None:
    posted = MultiDict(
        {
            "why-field-child_date_of_birth": "wrong_date",
            "words-field-child_date_of_birth": "  Giấy ghi\r\n06/03.\x00 ",
        }
    )

    form = ReturnForm([BIRTH_DATE], posted)

    assert form.validate()
    assert form.pinned[0].texts() == [
        "Ngày này không khớp với giấy chứng sinh. Kiểm tra lại ngày, tháng, năm.",
        "Giấy ghi 06/03.",
    ]


def test_an_unknown_ready_made_reason_is_no_reason() -> None:
    posted = MultiDict({"why-paper-notice": "../../etc/passwd"})

    form = ReturnForm([NOTICE], posted)

    assert not form.validate()
    assert form.pinned[0].texts() == []


@pytest.mark.parametrize("words", ["x" * (MAX_WORDS + 1), "ấ" * 5000])
def test_words_that_nobody_would_read_to_the_end_are_refused_and_kept(
    words: str,
) -> None:
    posted = MultiDict({"words-paper-notice": words})

    form = ReturnForm([NOTICE], posted)

    assert not form.validate()
    assert "tối đa 1000" in form.pinned[0].own_words.errors[0]
    assert form.pinned[0].own_words.data == words


@pytest.mark.parametrize("reason", ["", "   ", "\x00\u200b", "\ud800"])
def test_a_refusal_without_words_is_refused(reason: str) -> None:
    form = RefuseForm(MultiDict({"reason": reason}))

    assert not form.validate()
    assert form.reason.errors[0].startswith("Lý do từ chối: đang để trống.")


def test_every_kind_of_answer_has_reasons_with_codes_of_their_own() -> None:
    for reasons in CATALOGUE.values():
        codes = [why.code for why in reasons]
        assert reasons
        assert len(set(codes)) == len(codes)


def test_a_missing_paper_can_only_be_asked_for() -> None:
    reasons = catalogue(PAPER, is_missing=True)

    assert [why.code for why in reasons] == ["no_paper"]
