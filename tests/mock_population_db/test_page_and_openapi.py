import re
from dataclasses import replace

import pytest

from mock_population_db.settings import Settings
from tests.mock_population_db.page.looking import nation_under

BAND = "Bản trình diễn. Dữ liệu giả lập, không có giá trị pháp lý."


@pytest.fixture
def browser(register_app):
    return register_app.test_client()


def test_the_page_shows_the_cast_and_says_that_it_is_synthetic(browser):
    page = browser.get("/").text

    assert BAND in page
    assert '<html lang="vi">' in page
    assert "901196004217" in page
    assert "Trần Thị Hồng Đào" in page
    assert "UBND phường Hoàn Kiếm" in page
    assert page.count("<tr>") == 27 + 2


def test_the_page_is_english_when_asked(browser):
    page = browser.get("/?lang=en").text

    assert '<html lang="en">' in page
    assert "Mother of a girl born in hospital" in page
    assert "Civil-status officer" in page
    assert "Demonstration. Synthetic data, no legal value." in page
    assert not re.search(r"Số định danh|Câu chuyện|Gọi dịch vụ", page)


@pytest.mark.parametrize("lang", ["", "fr", "%00", "<script>", "en&lang=vi"])
def test_any_other_language_is_no_error(browser, lang):
    answer = browser.get(f"/?lang={lang}")

    assert answer.status_code == 200
    assert "<script" not in answer.text


def test_the_page_holds_nothing_inline(browser):
    answer = browser.get("/")

    assert "default-src 'none'" in answer.headers["Content-Security-Policy"]
    assert "unsafe" not in answer.headers["Content-Security-Policy"]
    assert " style=" not in answer.text
    assert "<style" not in answer.text
    assert "<script" not in answer.text


def test_the_style_sheet_is_there_also_under_a_prefix(browser):
    page = browser.get("/", base_url="http://localhost/population")
    link = re.search(r'href="([^"]+/register\.css)"', page.text)

    assert link
    assert link[1] == "/population/static/register.css"
    with browser.get("/static/register.css") as sheet:
        assert sheet.status_code == 200
    assert "http://localhost/population/v1/people" in page.text


def test_a_secret_key_is_not_shown(register_app):
    wired = register_app.extensions["mock_population_db"]
    secret = Settings(**{**wired.settings.model_dump(), "api_key": "top-secret"})
    register_app.extensions["mock_population_db"] = replace(wired, settings=secret)

    page = register_app.test_client().get("/").text

    assert "top-secret" not in page
    assert "demo-register-key" not in page


def test_the_register_says_that_it_is_well_and_which_world_it_holds(browser):
    said = browser.get("/healthz").json

    assert said["status"] == "ok"
    assert said["seed"]


def test_the_contract_is_described_in_openapi(browser):
    described = browser.get("/openapi.json").json

    assert described["openapi"] == "3.1.0"
    assert {
        "/v1/people/{pid}",
        "/v1/people/{pid}/family",
        "/v1/people/{pid}/household",
        "/v1/people/{pid}/birth-notices",
        "/v1/people/verify",
        "/v1/people/verify-fields",
        "/v1/people/verify-batch",
        "/v1/consents",
        "/v1/consents/{reference}",
        "/v1/consents/{reference}/revoke",
        "/v1/quota",
        "/v1/purposes",
        "/facade/o/rest/v2/qldc/dvcqg",
        "/facade/v1/lookup",
        "/facade/v1/verify",
        "/v1/birth-notices/{code}",
        "/v1/births",
        "/v1/residences",
        "/v1/insurance-numbers",
        "/v1/reads",
        "/v1/accounts",
        "/v1/accounts/{pid}",
        "/admin/faults",
        "/admin/reset",
    } <= described["paths"].keys()


def test_openapi_names_the_headers_and_the_errors(browser):
    described = browser.get("/openapi.json").json

    path = described["paths"]["/v1/births"]
    named = {one["name"] for one in path["parameters"]}
    error = described["components"]["responses"]["UNPROCESSABLE_ENTITY"]
    assert {"X-Purpose", "X-Requester", "X-World", "Idempotency-Key"} <= named
    assert list(error["content"]) == ["application/problem+json"]
    assert described["security"] == [{"key": []}]


def test_answers_have_the_shape_that_openapi_says(caller, browser):
    schemas = browser.get("/openapi.json").json["components"]["schemas"]

    person = caller.get("/v1/people/901196004217").json
    notice = caller.get("/v1/birth-notices/00123.GCS.01001.26").json

    assert person.keys() == schemas["Person"]["properties"].keys()
    assert notice.keys() == schemas["BirthNotice"]["properties"].keys()


def test_settings_are_read_from_the_environment(monkeypatch):
    monkeypatch.setenv("POPULATION_SIZE", "17000")

    settings = Settings()

    assert settings.size == 17_000
    assert all(field.description for field in Settings.model_fields.values())


def test_people_of_the_nation_are_answered_like_the_cast(register_app, caller):
    nation = nation_under(register_app)
    sample = nation.batch(nation.sample(20, seed=5)).numbers()

    statuses = {
        caller.get(f"/v1/people/{number}/{room}").status_code
        for number in [*sample, "901196004217"]
        for room in ("family", "household")
    }

    assert len(set(sample)) == 20
    assert statuses == {200}
