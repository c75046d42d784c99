"""Pages about tools that the gate does not have: what can be checked, is."""

import ast
import json
import re
from dataclasses import fields

import pytest
import requests
import yaml

from mock_idp.settings import PREFIX, Settings
from mock_idp.testing import MockIdp
from tests.recipes.pages import FOLDER, blocks

WRITTEN = ("testcontainers.md", "services.md")
NAMES = {PREFIX + field.name.upper() for field in fields(Settings)}


@pytest.mark.parametrize("page", WRITTEN)
def test_every_setting_on_the_page_exists(page):
    text = (FOLDER / page).read_text(encoding="utf-8")

    named = set(re.findall(rf"{PREFIX}[A-Z_]+", text))

    assert named
    assert named <= NAMES


@pytest.mark.parametrize("page", WRITTEN)
def test_python_and_yaml_can_be_read(page):
    read = {"python": ast.parse, "yaml": yaml.safe_load}

    found = [block for block in blocks(page) if block.language in read]

    assert found
    assert all(read[block.language](block.text) for block in found)


def test_the_two_calls_make_a_provider_and_a_client():
    java = next(b.text for b in blocks("testcontainers.md") if b.language == "java")
    (made,) = re.findall(r'"(/__mock/tenants)", "(.*)"\);', java)
    (client,) = re.findall(r'"(/t/my-test/\S+)", """(.*?)"""', java, re.DOTALL)
    key = {"Authorization": "Bearer test-key"}

    with MockIdp(Settings(admin_key="test-key")) as idp:
        address = idp.serve()
        answers = [
            requests.post(
                f"{address}{path}",
                json=json.loads(body.replace('\\"', '"')),
                headers=key,
                timeout=5,
            )
            for path, body in (made, client)
        ]

    assert [answer.status_code for answer in answers] == [201, 201]
    assert answers[0].json()["issuer"] == f"{address}/t/my-test"
