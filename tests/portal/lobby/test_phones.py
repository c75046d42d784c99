from datetime import UTC, datetime, timedelta

from portal.lobby.phones import SHOWN, phones
from portal.notifications.models import EVNEID, PORTAL, SMS, Message

NOW = datetime(2026, 3, 10, 1, 30, tzinfo=UTC)


def a_message(
    person_id: str,
    channel: str = SMS,
    minutes_ago: int = 0,
    body: str = "Đã nhận hồ sơ.",
) -> Message:
    at = NOW - timedelta(minutes=minutes_ago)
    return Message(person_id=person_id, channel=channel, body=body, at=at)


def test_a_phone_holds_one_persons_messages_as_they_came() -> None:
    sent = [
        a_message("1", EVNEID, 1, "c"),
        a_message("2", SMS, 2, "b"),
        a_message("1", SMS, 3, "a"),
    ]

    found = phones(sent, {"1": "Đào"})

    assert [(phone.owner, len(phone.messages)) for phone in found] == [
        ("Đào", 2),
        ("", 1),
    ]
    assert [message.body for message in found[0].messages] == ["c", "a"]


def test_messages_on_the_portal_do_not_ring_a_phone() -> None:
    assert phones([a_message("1", PORTAL)], {}) == []


def test_a_phone_shows_the_newest_and_counts_the_rest() -> None:
    sent = [a_message("1", minutes_ago=n) for n in range(SHOWN + 3)]

    found = phones(sent, {})

    assert len(found[0].messages) == SHOWN
    assert found[0].older == 3
