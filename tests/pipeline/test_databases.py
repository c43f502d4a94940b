"""SQL queries as sources, on SQLite and on a real PostgreSQL."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pandas as pd
import pytest

from xlsales.errors import DataError, MissingExtraError
from xlsales.pipeline.databases import read_query, with_driver
from xlsales.pipeline.read import read_deals
from xlsales.settings import Settings

sa = pytest.importorskip("sqlalchemy")

PLAIN = Settings()
QUERY = "SELECT name, stage, amount, close_date FROM deals ORDER BY name"
ROWS = [("A", "Proposal", Decimal("1200.50"), "2026-03-05"), ("B", "Closed Won", None, "2026-01-02")]


def fill(url: str, amount: str = "NUMERIC(12,2)", day: str = "DATE") -> None:
    """Create the deals table and fill it."""
    engine = sa.create_engine(with_driver(url))
    with engine.begin() as connection:
        connection.execute(sa.text(f"CREATE TABLE deals (name TEXT, stage TEXT, amount {amount}, close_date {day})"))
        for name, stage, value, close in ROWS:
            connection.execute(
                sa.text("INSERT INTO deals VALUES (:n, :s, :a, :c)"),
                {"n": name, "s": stage, "a": None if value is None else str(value), "c": close},
            )
    engine.dispose()


def check(url: str) -> None:
    """Read the table and compare."""
    deals = read_deals(url, PLAIN, query=QUERY)
    assert deals.frame[["name", "status", "row"]].values.tolist() == [["A", "open", 2], ["B", "won", 3]]
    assert deals.frame["amount"].tolist()[0] == 1200.5
    assert deals.frame["amount"].isna().tolist() == [False, True]
    assert deals.frame["close"].tolist() == [pd.Timestamp("2026-03-05"), pd.Timestamp("2026-01-02")]


def test_a_query_on_sqlite_gives_deals(tmp_path: Path) -> None:
    """Rows of a query are rows of a table."""
    url = f"sqlite:///{tmp_path / 'crm.db'}"
    fill(url, "REAL", "TEXT")
    check(url)


def test_a_failing_query_is_told_in_one_line(tmp_path: Path) -> None:
    """The database's own words, without a traceback."""
    with pytest.raises(DataError, match="the query fails: no such table: nowhere") as caught:
        read_query(f"sqlite:///{tmp_path / 'crm.db'}", "SELECT * FROM nowhere")
    assert len(str(caught.value).splitlines()) == 1


def test_a_database_needs_a_query() -> None:
    """Which rows to read is never guessed."""
    with pytest.raises(DataError, match="needs a query"):
        read_deals("sqlite:///crm.db", PLAIN)


def test_a_statement_without_rows_is_refused(tmp_path: Path) -> None:
    """Only a SELECT gives deals."""
    with pytest.raises(DataError, match="the query returns no rows"):
        read_query(f"sqlite:///{tmp_path / 'crm.db'}", "CREATE TABLE t (x INT)")


def test_a_database_without_its_driver_names_the_extra() -> None:
    """What to install is said."""
    with pytest.raises(MissingExtraError, match=r"xlsales\[sql\]"):
        read_query("oracle://u:p@h/crm", "SELECT 1")


def test_without_sqlalchemy_the_extra_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    """Reading files needs no SQLAlchemy; reading databases says what does."""
    monkeypatch.setitem(sys.modules, "sqlalchemy", None)
    with pytest.raises(MissingExtraError, match=r"pip install 'xlsales\[sql\]'"):
        read_query("sqlite:///crm.db", "SELECT 1")


def test_a_password_is_never_shown() -> None:
    """Errors show the address with the password masked."""
    url = "postgresql://ann:s3cret@127.0.0.1:1/crm"
    with pytest.raises(DataError) as caught:
        read_query(url, "SELECT 1")
    assert "s3cret" not in str(caught.value)
    assert "ann:***@127.0.0.1" in str(caught.value)


@pytest.fixture(scope="module")
def postgres() -> Iterator[str]:
    """A PostgreSQL started for the tests; skipped where none is installed."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), reverse=True)
    initdb = str(found[0]) if found else shutil.which("initdb")
    if not initdb:
        pytest.skip("no PostgreSQL is installed here")
    as_user = ["runuser", "-u", "postgres", "--"] if os.geteuid() == 0 else []
    if as_user and not shutil.which("runuser"):
        pytest.skip("PostgreSQL does not run as root and there is no runuser")
    folder = subprocess.run([*as_user, "mktemp", "-d"], capture_output=True, text=True, check=True).stdout.strip()
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]

    def run(program: str, *arguments: str) -> None:
        command = [*as_user, str(Path(initdb).with_name(program)), "-D", f"{folder}/data", *arguments]
        subprocess.run(command, check=True, cwd="/", stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)

    run("initdb", "-U", "crm", "-A", "trust", "-E", "UTF8", "--no-sync")
    run("pg_ctl", "-w", "-o", f"-p {port} -k {folder} -c fsync=off -c listen_addresses=127.0.0.1", "start")
    yield f"postgresql://crm@127.0.0.1:{port}/postgres"
    run("pg_ctl", "-m", "immediate", "stop")
    subprocess.run([*as_user, "rm", "-rf", folder], check=True)


def test_a_query_on_postgresql_gives_deals(postgres: str) -> None:
    """Numeric and date columns come as numbers and days."""
    fill(postgres)
    check(postgres)
