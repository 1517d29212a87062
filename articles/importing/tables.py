"""Many rows at once: model instances → one executemany a table, keys known beforehand."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache
from operator import itemgetter
from typing import Any, NamedTuple

from django.db import connection, models


class Statement(NamedTuple):
    """An INSERT, the values it takes in order, and what some of them are adapted with."""

    sql: str
    values: Callable[[dict[str, Any]], tuple[Any, ...]]
    adapters: tuple[tuple[int, Callable[[Any], Any]], ...]


def insert(rows: Sequence[models.Model]) -> None:
    """Write rows of one model, every column given but an unset key. No signal is sent."""
    if not rows:
        return
    statement = _statement(type(rows[0]), rows[0].pk is not None, connection.vendor)
    with connection.cursor() as cursor:
        cursor.executemany(statement.sql, [_adapted(row, statement) for row in rows])


def keys(model: type[models.Model], number: int) -> range | list[int]:
    """As many new keys of a model as asked for; the caller is in a transaction."""
    with connection.cursor() as cursor:
        table = model._meta.db_table
        if connection.vendor == "sqlite":
            cursor.execute("SELECT seq FROM sqlite_sequence WHERE name = %s", [table])
            last = (cursor.fetchone() or (0,))[0]
            return range(last + 1, last + 1 + number)
        sequence = "SELECT nextval(pg_get_serial_sequence(%s, 'id')) FROM generate_series(1, %s)"
        cursor.execute(sequence, [table, number])
        return [key for (key,) in cursor.fetchall()]


@cache
def _statement(model: type[models.Model], keyed: bool, vendor: str) -> Statement:
    fields = [field for field in model._meta.concrete_fields if keyed or not field.primary_key]
    quote = connection.ops.quote_name
    columns = ", ".join(quote(str(field.column)) for field in fields)
    places = ", ".join(["%s"] * len(fields))
    return Statement(
        f"INSERT INTO {quote(model._meta.db_table)} ({columns}) VALUES ({places})",  # noqa: S608
        itemgetter(*(field.attname for field in fields)),
        tuple(
            (place, _adapter(field))
            for place, field in enumerate(fields)
            if isinstance(field, models.DateField | models.JSONField)
        ),
    )


def _adapter(field: models.Field[Any, Any]) -> Callable[[Any], Any]:
    def adapted(value: Any) -> Any:
        return field.get_db_prep_save(value, connection)

    return adapted


def _adapted(row: models.Model, statement: Statement) -> list[Any]:
    values = list(statement.values(row.__dict__))
    for place, adapter in statement.adapters:
        values[place] = adapter(values[place])
    return values
