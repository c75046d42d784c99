"""A real handset plays the phone only when that was asked for."""

from mock_idp.phone.handset import invitation


def test_the_invitation_warns_and_draws_a_code() -> None:
    text = invitation("http://192.168.1.7:8391")

    assert "Cảnh báo" in text
    assert "http://192.168.1.7:8391/phone" in text
    assert "█" in text
