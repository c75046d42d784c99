import json
import os
import subprocess
import sys
import threading

import pytest
import requests
from click.testing import CliRunner

from mock_population_db.cli import main
from mock_population_db.serving import serve
from tests.mock_population_db.callers import DAO, a_birth
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
            "POPULATION_SIZE": "50",
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


def test_generate_prints_the_digest_and_writes_the_lines(tmp_path):
    out = tmp_path / "people.jsonl"

    once = run("generate", "--seed=x", "--size=60", f"--out={out}", "--check")
    again = run("generate", "--seed=x", "--size=60")

    assert once.exit_code == 0
    assert once.output.splitlines()[0] == again.output.splitlines()[0]
    assert "0 violations" in once.output
    kinds = {json.loads(line)["kind"] for line in out.read_text().splitlines()}
    assert kinds == {"person", "household", "marriage", "birth_notice", "account"}


def test_the_digest_does_not_hang_on_the_order_of_hashes():
    words = ["mock_population_db", "generate", "--size=120"]
    elsewhere = subprocess.run(
        [sys.executable, "-m", *words],
        env={**os.environ, "PYTHONHASHSEED": "1"},
        check=True,
        capture_output=True,
        text=True,
    )

    here = run(*words[1:])

    assert here.output == elsewhere.stdout


def test_people_lists_the_cast_as_text_and_as_json():
    text = run("people").output
    rows = json.loads(run("people", "--json").output)

    assert "901196004217  Trần Thị Hồng Đào" in text
    assert "commune_police.00082" in text
    assert len(rows) == 27
    assert rows[0]["story_english"]


def test_a_wrong_setting_is_explained(monkeypatch):
    monkeypatch.setenv("POPULATION_SIZE", "many")

    result = run("generate")

    assert result.exit_code == 1
    assert "size" in result.output


def test_serving_other_people_is_explained(monkeypatch, file):
    monkeypatch.setenv("POPULATION_DATABASE_URL", f"sqlite:///{file}")

    result = run("serve", "--port=0")

    assert result.exit_code == 1
    assert "seed=test" in result.output


def test_a_wrong_size_is_explained():
    result = run("generate", "--size=-1")

    assert result.exit_code == 2
    assert "-1" in result.output
