"""SQL queries as sources, through SQLAlchemy."""

from __future__ import annotations

import re

import pandas as pd

from xlsales.errors import DataError, MissingExtraError
from xlsales.pipeline.raw import RawTable, table_of_frame

_URL = re.compile(r"^[a-z][a-z0-9_]*(?:\+[a-z0-9_]+)?://", re.IGNORECASE)


def is_url(source: str) -> bool:
    """Tell whether a source is a database address rather than a path.

    >>> is_url("postgresql://localhost/crm"), is_url("C:/deals.csv")
    (True, False)
    """
    return bool(_URL.match(source))


def with_driver(url: str) -> str:
    """Return a PostgreSQL address that uses the driver the extra `sql` installs.

    >>> with_driver("postgres://u@h/crm"), with_driver("sqlite:///crm.db")
    ('postgresql+psycopg://u@h/crm', 'sqlite:///crm.db')
    """
    return re.sub(r"^postgres(?:ql)?://", "postgresql+psycopg://", url)


def read_query(url: str, query: str | None) -> RawTable:
    """Return the rows of a query; a password in the address is never shown."""
    if not query:
        raise DataError("a database needs a query: add --query 'SELECT … FROM …'")
    try:
        import sqlalchemy as sa
    except ImportError as error:
        raise MissingExtraError("reading from a database", "sql") from error
    try:
        engine = sa.create_engine(with_driver(url))
        label = engine.url.render_as_string(hide_password=True)
    except ImportError as error:
        raise MissingExtraError("reading from this database", "sql") from error
    except sa.exc.SQLAlchemyError as error:
        raise DataError(f"the database address is not understood: {_first_line(error)}") from error
    try:
        with engine.connect() as connection:
            result = connection.execute(sa.text(query))
            if not result.returns_rows:
                raise DataError(f"{label}: the query returns no rows; write a SELECT")
            frame = pd.DataFrame(list(map(tuple, result)), columns=list(result.keys()), dtype=object)
    except sa.exc.SQLAlchemyError as error:
        raise DataError(f"{label}: the query fails: {_first_line(error)}") from error
    finally:
        engine.dispose()
    return table_of_frame(frame, label)


def _first_line(error: Exception) -> str:
    return str(getattr(error, "orig", None) or error).strip().splitlines()[0]
