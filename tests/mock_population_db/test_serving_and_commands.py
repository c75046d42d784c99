import json
import os
import re
import subprocess
import sys
import threading

import pytest
import requests
from click.testing import CliRunner
from sqlalchemy import update

from mock_population_db.app import create_app, engine_of
from mock_population_db.cli import main
from mock_population_db.db import transaction
from mock_population_db.models import Person
from mock_population_db.serving import serve
from mock_population_db.settings import Settings
from tests.mock_population_db.callers import DAO, UNG, Caller, a_birth, born
from tests.running import Program, free_port

HEADERS = {
    "Authorization": "Bearer demo-register-key",
    "X-Purpose": "birth_declaration",
    "X-Requester": "test",
}


def close_output(program: Program) -> None:
    assert program.process
    assert program.process.stdout
    program.process.stdout.close()


def run(*words: str):
    return CliRunner().invoke(main, words)


def test_the_register_answers_over_a_real_socket(register_app):
    with serve(register_app) as url:
        person = requests.get(f"{url}/v1/people/{DAO}", headers=HEADERS, timeout=10)
        born = requests.post(
            f"{url}/v1/births",
            json=a_birth(),
            headers={**HEADERS, "Idempotency-Key": "k"},
            timeout=10,
        )

    assert person.json()["full_name"] == "Trần Thị Hồng Đào"
    assert born.status_code == 201


def test_a_served_register_stops_with_its_block(register_app):
    before = threading.active_count()

    with serve(register_app) as url:
        requests.get(f"{url}/healthz", timeout=10)

    with pytest.raises(requests.ConnectionError):
        requests.get(f"{url}/healthz", timeout=10)
    assert threading.active_count() <= before


@pytest.mark.slow
def test_a_killed_register_has_kept_every_birth_it_acknowledged(tmp_path):
    port = free_port()
    url = f"http://127.0.0.1:{port}"
    program = Program(
        "mock_population_db",
        "serve",
        f"--port={port}",
        env={
            "POPULATION_DATABASE_URL": f"sqlite:///{tmp_path / 'new' / 'p.db'}",
            "POPULATION_SIZE": "1000",
        },
        health=f"{url}/healthz",
    ).start()
    answers: dict[str, str] = {}
    enough = threading.Event()

    def send(turn: int) -> requests.Response:
        body = a_birth(birth_notice_code=None, child={"given_name": f"Con {turn}"})
        headers = {**HEADERS, "Idempotency-Key": f"k{turn}"}
        return requests.post(f"{url}/v1/births", json=body, headers=headers, timeout=10)

    def keep_sending() -> None:
        for turn in range(10_000):
            try:
                answers[f"k{turn}"] = send(turn).json()["personal_id"]
            except requests.RequestException:
                return
            if turn == 25:
                enough.set()

    sender = threading.Thread(target=keep_sending)
    sender.start()
    assert enough.wait(30)
    program.kill()
    close_output(program)
    sender.join(30)
    program.start()
    repeated = {key: send(int(key[1:])) for key in answers}
    children = requests.get(
        f"{url}/v1/people/{DAO}/family", headers=HEADERS, timeout=10
    ).json()["children"]
    status = program.stop()
    close_output(program)

    assert {one.status_code for one in repeated.values()} == {200}
    assert {key: one.json()["personal_id"] for key, one in repeated.items()} == answers
    numbers = [child["personal_id"] for child in children]
    assert len(numbers) == len(set(numbers))
    assert set(answers.values()) <= set(numbers)
    assert len(numbers) <= len(answers) + 1  # one may have been kept but not answered
    assert status == 0


def test_info_says_which_nation_this_is():
    once, again = run("info", "--size=20000"), run("info", "--size=20000")

    facts = dict(
        re.split(r"\s{2,}", line, maxsplit=1) for line in once.output.splitlines()
    )
    digest = re.compile(r"^digest +([0-9a-f]{64})$", re.MULTILINE)
    assert facts["people"] == "20,000"
    assert "started in" in facts
    assert digest.findall(once.output) == digest.findall(again.output) != []


def test_the_digest_does_not_hang_on_the_order_of_hashes():
    words = ["mock_population_db", "info", "--size=20000"]
    elsewhere = subprocess.run(
        [sys.executable, "-m", *words],
        env={**os.environ, "PYTHONHASHSEED": "1"},
        check=True,
        capture_output=True,
        text=True,
    )

    here = run(*words[1:])

    assert without_times(here.output) == without_times(elsewhere.stdout)


def without_times(text: str) -> list[str]:
    return [line for line in text.splitlines() if not line.startswith("started")]


def test_check_finds_nothing_wrong():
    result = run("check", "--size=20000", "--sample=300")

    assert result.exit_code == 0
    assert result.output.endswith("0 violations\n")
    assert "commune 00070" in result.output


def test_check_looks_at_whom_a_world_has_changed(monkeypatch, tmp_path):
    url = f"sqlite:///{tmp_path / 'p.db'}"
    monkeypatch.setenv("POPULATION_DATABASE_URL", url)
    app = create_app(Settings(database_url=url, size=20_000))
    child = born(Caller(app).with_headers(X_World="class-1"))
    words = ("check", "--size=20000", "--sample=5", "--world=class-1")

    good = run(*words)
    with transaction(engine_of(app)) as db:
        db.execute(
            update(Person)
            .where(Person.personal_id == child)
            .values(mother_id=UNG, father_id=DAO)
        )
    bad = run(*words)
    engine_of(app).dispose()

    assert good.exit_code == 0, good.output
    assert "0 violations" in good.output
    assert bad.exit_code == 1
    assert "a mother who is a man" in bad.output


def test_check_names_a_commune_that_is_not_there():
    result = run("check", "--size=20000", "--sample=10", "--commune=99999")

    assert result.exit_code == 1
    assert "99999" in result.output


def test_every_room_has_its_commands():
    listed = run("--help").output

    for command in ("export", "check", "info", "people", "serve", "find", "verify"):
        assert re.search(rf"^  {command} ", listed, re.MULTILINE), command
    assert "generate" not in listed


def test_people_lists_the_cast_as_text_and_as_json():
    text = run("people").output
    rows = json.loads(run("people", "--json").output)

    assert "901196004217  Trần Thị Hồng Đào" in text
    assert "commune_police.00082" in text
    assert len(rows) == 27
    assert rows[0]["story_english"]


def test_a_wrong_setting_is_explained(monkeypatch):
    monkeypatch.setenv("POPULATION_SIZE", "many")

    result = run("info")

    assert result.exit_code == 1
    assert "size" in result.output


def test_serving_other_people_is_explained(monkeypatch, file):
    monkeypatch.setenv("POPULATION_DATABASE_URL", f"sqlite:///{file}")

    result = run("serve", "--port=0")

    assert result.exit_code == 1
    assert "seed=test" in result.output


def test_a_wrong_size_is_explained():
    result = run("info", "--size=-1")

    assert result.exit_code == 2
    assert "-1" in result.output
