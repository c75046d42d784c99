from urllib.parse import parse_qs, urlsplit

import pytest

from portal.app import create_app


def test_a_citizen_comes_back_to_the_page_they_wanted(person):
    dao = person()

    answer = dao.sign_in("/auth/sign-in?next=/dossiers", "dao")

    assert (answer.status_code, answer.location) == (302, "/dossiers")
    assert "Trần Thị Hồng Đào" in dao.client.get("/dossiers").text


def test_a_guarded_page_sends_to_sign_in_and_back(person):
    stranger = person().client

    answer = stranger.get("/messages")

    assert answer.status_code == 302
    assert answer.location == "/auth/sign-in?next=/messages"


def test_the_provider_is_asked_for_level_two_and_with_pkce(person):
    asked = parse_qs(urlsplit(person().begin("/auth/sign-in?hint=dao")).query)

    assert asked["acr_values"] == ["urn:example:vneid:muc-2"]
    assert asked["code_challenge_method"] == ["S256"]
    assert asked["prompt"] == ["login consent"]
    assert asked["login_hint"] == ["dao"]
    assert asked["nonce"]
    assert {"openid", "dinh_danh", "cu_tru", "nhan_than"} <= set(
        asked["scope"][0].split()
    )


def test_what_was_not_agreed_to_is_not_in_the_session(person):
    dao = person()
    here = dao.e_id
    consent = here.approve(here.choose(here.open(dao.begin("/auth/sign-in")), "dao"))
    here.untick(consent, "consent", "nhan_than")

    dao.come_back(here.submit(consent, "consent", "consent-yes").location)

    with dao.client.session_transaction() as session:
        assert "cu_tru" in session["citizen"]["scopes"]
        assert "nhan_than" not in session["citizen"]["scopes"]


def test_a_refusal_is_explained_and_signs_nobody_in(person):
    dao = person()
    here = dao.e_id
    consent = here.approve(here.choose(here.open(dao.begin("/auth/sign-in")), "dao"))

    answer = dao.come_back(here.submit(consent, "consent", "consent-no").location)

    assert answer.status_code == 403
    assert "Bạn chưa đồng ý chia sẻ dữ liệu" in answer.text
    assert dao.client.get("/dossiers").status_code == 302


def test_a_level_one_account_is_not_let_in_unless_raised(person):
    chi = person()
    here = chi.e_id

    page = here.approve(here.choose(here.open(chi.begin("/auth/sign-in")), "chi"))

    assert "mức 2" in page.text
    answer = chi.come_back(here.submit(page, "raise-level", "raise-level-no").location)
    assert answer.status_code == 403
    assert "mức 2" in answer.text


def test_an_officer_signs_in_to_the_own_office(person):
    khoi = person()

    answer = khoi.sign_in("/staff/sign-in", "khoi")

    assert (answer.status_code, answer.location) == (302, "/agency")
    assert "phường Hoàn Kiếm" in khoi.client.get("/agency").text


def test_a_citizen_is_no_officer(person):
    dao = person()

    answer = dao.sign_in("/staff/sign-in", "dao")

    assert answer.status_code == 403
    assert "không thuộc cơ quan nào" in answer.text
    assert dao.client.get("/agency").status_code == 302


def test_both_roles_live_in_one_browser_and_end_one_by_one(person):
    both = person()
    both.sign_in("/auth/sign-in", "dao")
    both.sign_in("/staff/sign-in", "khoi")
    with both.client.session_transaction() as session:
        token = session["csrf_token"] = "t"

    answer = both.client.post("/auth/sign-out/officer", data={"csrf_token": token})

    assert answer.status_code == 303
    assert "/logout?" in answer.location
    assert both.client.get("/agency").status_code == 302
    assert both.client.get("/dossiers").status_code == 200


def test_two_sign_ins_under_way_do_not_mix_up(person):
    both = person()
    as_citizen = both.begin("/auth/sign-in?next=/messages")
    as_officer = both.begin("/staff/sign-in")

    first = both.come_back(both.e_id.sign_in(as_citizen, "dao").location)
    second = both.come_back(both.e_id.sign_in(as_officer, "khoi").location)

    assert (first.location, second.location) == ("/messages", "/agency")


@pytest.mark.parametrize(
    "query",
    ["", "?code=x&state=forged", "?error=server_error&state=forged", "?state=%00"],
)
def test_an_answer_that_nobody_asked_for_signs_nobody_in(person, query):
    client = person().client

    answer = client.get(f"/auth/callback{query}")

    assert answer.status_code in (403, 503)
    assert client.get("/dossiers").status_code == 302


def test_a_call_back_works_once(person):
    dao = person()
    back = dao.e_id.sign_in(dao.begin("/auth/sign-in"), "dao").location
    dao.come_back(back)

    again = dao.come_back(back)

    assert again.status_code == 403
    assert dao.client.get("/dossiers").status_code == 200


def test_a_provider_that_does_not_answer_is_named(settings, queue, closed_port):
    down = settings.model_copy(
        update={"oidc_issuer": f"http://127.0.0.1:{closed_port}"}
    )
    client = create_app(down, queue).test_client()

    answer = client.get("/auth/sign-in?next=/dossiers")

    assert answer.status_code == 503
    assert "VNeID giả lập không trả lời" in answer.text
    assert client.get("/").status_code == 200
