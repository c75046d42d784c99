import json

import click
import pytest
from click.testing import CliRunner

from mock_population_db.quality.commands import quality_commands


@pytest.fixture(scope="module")
def program(nation):
    group = click.Group()
    for command in quality_commands(lambda: nation):
        group.add_command(command)
    return group


def run(program, *arguments, code=0):
    result = CliRunner().invoke(program, [str(one) for one in arguments])
    assert result.exit_code == code, result.output
    return result.output


def test_a_list_is_spoilt_verified_and_restored(program, tmp_path):
    config = tmp_path / "config.toml"
    config.write_text("[rates]\nyear_only = 0.1\n[correlation]\noffice = 0.5\n")
    paths = {
        name: tmp_path / f"{name}.csv" for name in ("list", "truth", "clean", "back")
    }

    spoilt = run(
        program,
        "spoil",
        "--scope=sample:500",
        f"--config={config}",
        f"--out={paths['list']}",
        f"--truth={paths['truth']}",
        f"--clean={paths['clean']}",
    )
    run(
        program,
        "restore",
        paths["list"],
        f"--truth={paths['truth']}",
        f"--out={paths['back']}",
    )
    said = run(
        program,
        "verify",
        paths["list"],
        f"--out={tmp_path / 'out'}",
        f"--truth={paths['truth']}",
    )

    assert "500 rows" in spoilt
    assert "10.0000%  10.0000%        50" in spoilt
    assert paths["back"].read_bytes() == paths["clean"].read_bytes()
    assert "500 lines: 500 matched, 0 rejected" in said
    assert "100.00%  100.00%" in said
    report = json.loads((tmp_path / "out" / "report.json").read_text())
    assert report["defects"][0]["right"] == 50


def test_phones_are_listed_when_asked_for(program, tmp_path):
    run(
        program,
        "spoil",
        "--scope=sample:50",
        "--phones",
        f"--out={tmp_path / 'list.csv'}",
        f"--truth={tmp_path / 'truth.csv'}",
    )

    lines = (tmp_path / "list.csv").read_text().splitlines()
    assert lines[0].endswith(",phone")
    assert any(line.split(",")[-1].startswith("09990") for line in lines[1:])


@pytest.mark.parametrize("scope", ["commune:99999", "province:63", "sample:0", "x", ""])
def test_a_scope_that_is_none_is_explained(program, tmp_path, scope):
    said = run(
        program,
        "spoil",
        f"--scope={scope}",
        f"--out={tmp_path / 'a'}",
        f"--truth={tmp_path / 'b'}",
        code=1,
    )

    assert "commune:<mã 5 số>" in said


def test_errors_are_told_in_words(program, tmp_path):
    file = tmp_path / "list.csv"
    file.write_text("a,b\n1,2\n")

    said = run(program, "verify", file, f"--out={tmp_path / 'out'}", code=1)
    run(program, "verify", file, f"--out={tmp_path / 'out'}", "--column=x", code=2)

    assert "personal_id, date_of_birth, full_name" in said
