"""Messages: one text on three channels, once, with what to do next."""

from typing import Any

import pytest
from sqlalchemy.orm import Session

from forms.i18n import use_language
from portal.dossiers.events import Reason
from portal.notifications import service
from portal.notifications.errors import UnknownTemplate
from portal.notifications.models import CHANNELS
from portal.notifications.templates import TEMPLATES
from tests.portal.factories import (
    DAO,
    MORNING,
    STRANGER,
    WORLD,
    a_dossier,
    bring,
    return_it,
)

FACTS = {
    "procedure": "birth",
    "version": "2024",
    "subject_name": "Nguyễn Trần Bảo Ân",
    "branch": "residence",
    "office": "commune_police.00070",
    "offices": ["commune_civil_status.00070"],
    "number": "1/2026",
    "reason": "Không đủ điều kiện.",
    "reasons": [
        {
            "text": "Thiếu số nhà.",
            "field": "residence_registration_address",
            "paper": None,
        },
        {"text": "Ảnh mờ.", "field": None, "paper": "residence_consent"},
    ],
    "is_repeat": False,
    "cancelled": [],
    "still_open": ["health_insurance"],
}


def send(
    db: Session,
    template: str = "dossier_submitted",
    key: str = "k",
    person_id: str = DAO,
) -> Any:
    return service.send(
        db,
        world=WORLD,
        person_id=person_id,
        template=template,
        dossier_code="LT-260310-AAAAA",
        facts=FACTS,
        now=MORNING,
        key=key,
    )


def newest(db: Session) -> Any:
    message = service.inbox(db, DAO)[0]
    return message.subject, message.body


def test_one_text_goes_out_on_three_channels(db: Session) -> None:
    sent = send(db)

    assert [message.channel for message in sent] == list(CHANNELS)
    assert len({(message.subject, message.body) for message in sent}) == 1


def test_the_same_message_is_sent_once(db: Session) -> None:
    first = send(db)
    second = send(db)

    assert [m.id for m in first] == [m.id for m in second]
    assert len(service.outbox(db, WORLD)) == len(CHANNELS)


def test_reading_ones_inbox_leaves_other_peoples_messages_unread(db: Session) -> None:
    send(db)
    send(db, key="k2")
    send(db, key="k3", person_id=STRANGER)
    before = service.unread(db, DAO)

    marked = service.mark_read(db, DAO)

    assert (before, marked) == (2, 2)
    assert service.unread(db, DAO) == 0
    assert service.unread(db, STRANGER) == 1
    assert all(message.read_at == MORNING for message in service.inbox(db, DAO))


def test_an_unknown_message_is_refused(db: Session) -> None:
    with pytest.raises(UnknownTemplate):
        send(db, template="nothing")


@pytest.mark.parametrize("template", TEMPLATES)
def test_every_message_speaks_plainly(template: str) -> None:
    words = TEMPLATES[template]({"code": "LT-260310-AAAAA", **FACTS})

    for text in (words.subject, words.body):
        assert text
        assert "!" not in text
        assert "%(" not in text
        assert "_" not in text
        assert "None" not in text
    assert "bạn" in words.body.lower()


@pytest.mark.parametrize("template", TEMPLATES)
def test_a_message_can_be_worded_in_another_language_at_any_time(
    db: Session, template: str
) -> None:
    [message, *_rest] = send(db, template=template)

    with use_language("en"):
        worded = service.words(message)

    assert worded.subject
    assert worded.body
    assert service.words(message) == service.Words(message.subject, message.body)


def test_a_return_names_every_place_its_reason_and_the_next_step(db: Session) -> None:
    code = a_dossier(db, branch="residence", status="accepted").code
    reasons = (
        Reason("Thiếu số nhà.", field="residence_registration_address"),
        Reason("Ảnh mờ.", paper="residence_consent"),
    )

    return_it(db, code, "residence", reasons)

    subject, body = newest(db)
    assert subject == "Công an phường Hoàn Kiếm cần bạn bổ sung 2 điểm"
    assert "Nơi đề nghị đăng ký thường trú" in body
    assert "Thiếu số nhà." in body
    assert "Văn bản đồng ý cho trẻ đăng ký thường trú: Ảnh mờ." in body
    assert "gửi lại một lần" in body
    assert "tạm dừng" in body


def test_a_refusal_tells_why_and_what_ends_with_it(db: Session) -> None:
    a_dossier(db, status="refused")

    subject, body = newest(db)

    assert subject == "UBND phường Hoàn Kiếm không giải quyết: đăng ký khai sinh"
    assert "Lý do: Không đủ điều kiện." in body
    assert "đăng ký thường trú, cấp thẻ bảo hiểm y tế" in body


def test_the_last_result_says_that_all_is_done(db: Session) -> None:
    code = a_dossier(db, branch="residence", status="completed").code
    _subject, before = newest(db)
    bring(db, code, "health_insurance", "completed")

    _subject, after = newest(db)

    assert "Còn đang làm: cấp thẻ bảo hiểm y tế." in before
    assert "đã xong" in after


def test_a_dossier_tells_its_citizen_at_every_turn(db: Session) -> None:
    a_dossier(db, branch="residence", status="completed")

    told = [message.template for message in reversed(service.inbox(db, DAO))]

    assert told == ["dossier_submitted", "branch_completed", "branch_completed"]
