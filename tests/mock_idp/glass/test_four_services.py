"""Four services sign out together; the glass shows who was told and what they said."""

from dataclasses import replace
from urllib.parse import parse_qsl, urlencode, urlsplit

from flask import Flask

from tests.mock_idp.browser import Browser, Page
from tests.mock_idp.glass.looking import Looking, steps
from tests.mock_idp.glass.services import SECRET, Service


def _sign_in(person: Browser, service: Service, *, first: bool) -> str:
    """Sign in at a service and return its ID token."""
    asked = {
        "client_id": service.name,
        "redirect_uri": f"{service.address}/callback",
        "response_type": "code",
        "scope": "openid profile dinh_danh",
        "state": f"state-of-{service.name}",
        "nonce": f"nonce-of-{service.name}",
    }
    url = f"/authorize?{urlencode(asked)}"
    page = person.sign_in(url) if first else _consent(person, url)
    code = dict(parse_qsl(urlsplit(page.location).query))["code"]
    answer = person.client.post(
        "/token",
        data={
            "grant_type": "authorization_code",
            "code": code,
            "redirect_uri": asked["redirect_uri"],
        },
        auth=(service.name, SECRET),
    )
    token: str = answer.json["id_token"]
    return token


def _consent(person: Browser, url: str) -> Page:
    return person.submit(person.open(url), "consent", "consent-yes")


def _all_signed_in(idp: Flask, person: Browser, services: list[Service]) -> list[str]:
    for service in services:
        idp.extensions["mock_idp"].provider.clients.put(service.client)
    return [
        _sign_in(person, service, first=place == 0)
        for place, service in enumerate(services)
    ]


def test_four_services_sign_out_together_and_each_answer_is_seen(
    idp: Flask, person: Browser, services: list[Service], looking: Looking
):
    services[3].answers = 400
    tokens = _all_signed_in(idp, person, services)

    person.open(f"/logout?{urlencode({'id_token_hint': tokens[0]})}")
    page = looking.newest()

    assert [len(service.heard) for service in services] == [1, 1, 1, 1]
    told = [line for line in steps(page) if "Báo cho dịch vụ biết phiên đã hết" in line]
    said = [line for line in steps(page) if "Dịch vụ trả lời tin báo" in line]
    assert len(told) == 4
    for service in services:
        (post,) = (line for line in told if f"Dịch vụ {service.name}" in line)
        (answer,) = (line for line in said if f"Dịch vụ {service.name}" in line)
        assert f"POST {service.address}/backchannel" in post
        assert ("400 Bad Request" if service is services[3] else "200 OK") in answer
    assert page.text.count("Mã báo đăng xuất (logout token)") == 4
    assert "4 lần đăng nhập cùng phiên" in looking.list().text


def test_the_end_of_the_session_is_seen_in_each_of_the_four_sign_ins(
    idp: Flask, person: Browser, services: list[Service], looking: Looking
):
    tokens = _all_signed_in(idp, person, services)

    before = looking.list().text.count("Phiên đã hết")
    person.open(f"/logout?{urlencode({'id_token_hint': tokens[0]})}")
    after = looking.list().text.count("Phiên đã hết")

    assert (before, after) == (0, 4)


def test_a_session_ended_by_the_control_api_is_seen_too(
    idp: Flask, person: Browser, services: list[Service], looking: Looking
):
    _all_signed_in(idp, person, services)
    key = {"Authorization": "Bearer test-admin-key"}
    listed = person.client.get("/__mock/sessions", headers=key).json
    sid = listed["sessions"][0]["sid"]

    person.client.post(f"/__mock/sessions/{sid}/logout", headers=key)
    page = looking.newest()

    assert "Phiên bị kết thúc qua API điều khiển" in page.text
    assert sum("Báo cho dịch vụ" in line for line in steps(page)) == 4


def test_a_frame_that_tells_a_service_by_the_browser_is_seen(
    idp: Flask, person: Browser, services: list[Service], looking: Looking
):
    service = services[0]
    client = replace(
        service.client,
        backchannel_logout_uri=None,
        frontchannel_logout_uri=f"{service.address}/front",
    )
    idp.extensions["mock_idp"].provider.clients.put(client)
    token = _sign_in(person, service, first=True)

    person.open(f"/logout?{urlencode({'id_token_hint': token})}")
    page = looking.newest()

    (frame,) = (line for line in steps(page) if "bằng một khung" in line)
    assert f"GET {service.address}/front" in frame
