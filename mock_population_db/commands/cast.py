"""``people``: the cast."""

import json

import click

from mock_population_db.synthetic.cast import cast

WIDTHS = (8, 12, 24, 8, 26, 0)


@click.command()
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def people(*, as_json: bool) -> None:
    """List the cast: who, which number, which account, which story."""
    rows = _cast_rows()
    if as_json:
        click.echo(json.dumps(rows, ensure_ascii=False, indent=2))
        return
    click.echo(_line("cast", "personal id", "full name", "account", "office", "story"))
    for row in rows:
        account = f"{row['account_level']} {row['account_status']}"
        click.echo(
            _line(
                row["cast"],
                row["personal_id"],
                row["full_name"],
                account,
                row["office"] or "-",
                row["story"],
            )
        )


def _line(*cells: object) -> str:
    padded = (f"{cell:<{width}}" for cell, width in zip(cells, WIDTHS, strict=True))
    return "  ".join(padded).rstrip()


def _cast_rows() -> list[dict[str, object]]:
    found = cast()
    by_id = {person.personal_id: person for person in found.people}
    return [
        {
            "cast": account.cast,
            "personal_id": account.personal_id,
            "full_name": by_id[account.personal_id].full_name,
            "date_of_birth": by_id[account.personal_id].date_of_birth,
            "account_level": account.level,
            "account_status": account.status,
            "office": account.office,
            "story": account.story,
            "story_english": account.story_english,
        }
        for account in found.accounts
        if account.cast
    ]
