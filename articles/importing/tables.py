"""Many rows at once: one executemany or COPY a table, keys known beforehand, no model between."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Sequence
from functools import cache
from operator import itemgetter
from typing import Any, NamedTuple

from django.db import connection, models

Row = dict[str, Any]


class Table(NamedTuple):
    """How rows of a model are written; adapters by place, for what the driver cannot take."""

    insert: str
    copy: str
    values: Callable[[Row], tuple[Any, ...]]
    defaults: Row
    adapters: tuple[tuple[int, Callable[[Any], Any]], ...]


def insert(model: type[models.Model], rows: Sequence[Row]) -> None:
    """Write rows, each a dict by column attribute (`article_id`), the rest being defaults.

    Rows of one call either all have their key or none does. JSON may come as text already.
    No signal is sent.
    """
    if not rows:
        return
    table = _table(
        model, str(model._meta.pk and model._meta.pk.attname) in rows[0], connection.vendor
    )
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.executemany(table.insert, _adapted(table, rows))
            return
        with connection.wrap_database_errors, cursor.copy(table.copy) as copy:
            for values in _adapted(table, rows):
                copy.write_row(values)


def keys(model: type[models.Model], number: int) -> Sequence[int]:
    """As many new keys of a model as asked for; the caller is in a transaction."""
    table = model._meta.db_table
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("SELECT seq FROM sqlite_sequence WHERE name = %s", [table])
            last = (cursor.fetchone() or (0,))[0]
            return range(last + 1, last + 1 + number)
        sequence = "SELECT nextval(pg_get_serial_sequence(%s, 'id')) FROM generate_series(1, %s)"
        cursor.execute(sequence, [table, number])
        return [key for (key,) in cursor.fetchall()]


def _adapted(table: Table, rows: Iterable[Row]) -> list[list[Any]]:
    """Values in column order. Instants recur, so each is adapted once."""
    known: dict[Any, Any] = {}
    adapted = []
    for row in rows:
        values = list(table.values(table.defaults | row))
        for place, adapt in table.adapters:
            value = values[place]
            if value is None or type(value) is str:
                continue
            if isinstance(value, list | dict):
                values[place] = adapt(value)
            else:
                if value not in known:
                    known[value] = adapt(value)
                values[place] = known[value]
        adapted.append(values)
    return adapted


@cache
def _table(model: type[models.Model], keyed: bool, vendor: str) -> Table:
    fields = [field for field in model._meta.concrete_fields if keyed or not field.primary_key]
    adapted = (models.DateField, models.JSONField) if vendor == "sqlite" else models.JSONField
    quote = connection.ops.quote_name
    columns = ", ".join(quote(str(field.column)) for field in fields)
    table = f"{quote(model._meta.db_table)} ({columns})"
    return Table(
        f"INSERT INTO {table} VALUES ({', '.join(['%s'] * len(fields))})",  # noqa: S608
        f"COPY {table} FROM STDIN",
        _values([field.attname for field in fields]),
        {field.attname: _default(field) for field in fields if not field.primary_key},
        tuple(
            (place, _adapter(field))
            for place, field in enumerate(fields)
            if isinstance(field, adapted)
        ),
    )


def _default(field: models.Field[Any, Any]) -> Any:
    value = field.get_default()
    return json.dumps(value) if isinstance(field, models.JSONField) else value


def _adapter(field: models.Field[Any, Any]) -> Callable[[Any], Any]:
    def adapt(value: Any) -> Any:
        return field.get_db_prep_save(value, connection)

    return adapt


def _values(names: list[str]) -> Callable[[Row], tuple[Any, ...]]:
    """Of one name alone an itemgetter gives no tuple."""
    return itemgetter(*names) if len(names) > 1 else lambda row: (row[names[0]],)
