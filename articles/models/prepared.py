"""Prepared questions: a queryset compiled once and asked a million times.

Of the time a small query takes, Django spends nineteen parts in twenty on building and
compiling it. A page that is all reading keeps the SQL of its querysets instead.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from typing import Any, Generic, NamedTuple, TypeVar, get_type_hints

from django.db import DEFAULT_DB_ALIAS, connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import BooleanField, QuerySet

from articles import clock

Row = TypeVar("Row", bound=tuple[Any, ...])

NOW = datetime(1001, 1, 1, tzinfo=UTC)
PLACEHOLDER = re.compile("%%|%s")


class Compiled(NamedTuple):
    """SQL whose parameters have names, the constants among them, and what makes Python of
    its columns."""

    sql: str
    constants: dict[str, Any]
    pythonic: Callable[[Iterable[Any]], Iterable[Any]]


class Prepared(Generic[Row]):
    """A question that differs from one call to the next by its arguments alone.

    `build` is called once, with a stand-in for each argument (an int, a str or a
    datetime, as annotated), and gives a queryset; `row` names the columns. What is live
    is asked at the `clock.now()` of each call.
    """

    def __init__(self, row: type[Row], build: Callable[..., QuerySet[Any]]) -> None:
        self.row, self.build, self.__doc__ = row, build, build.__doc__
        self._compiled: dict[str, Compiled] = {}

    def __call__(self, **values: Any) -> list[Row]:
        """The rows, in the queryset's order."""
        compiled = self.compiled(connections[DEFAULT_DB_ALIAS])
        return self._rows(compiled.sql, compiled.constants, values)

    def of_each(self, asked: Sequence[Mapping[str, Any]]) -> list[Row]:
        """The rows for each set of arguments, in one query and in no certain order."""
        compiled = self.compiled(connections[DEFAULT_DB_ALIAS])
        parts, given = _for_each(compiled.sql, asked)
        return self._rows(_union(parts), compiled.constants, given) if parts else []

    def counts(self, asked: Sequence[Mapping[str, Any]]) -> list[int]:
        """How many rows there are for each set of arguments, in one query."""
        compiled = self.compiled(connections[DEFAULT_DB_ALIAS])
        parts, given = _for_each(compiled.sql, asked)
        sql = " UNION ALL ".join(
            f"SELECT {place}, COUNT(*) FROM ({part}) AS part"  # noqa: S608
            for place, part in enumerate(parts)
        )
        rows = _fetched(sql, compiled.constants, given) if parts else []
        return [number for _, number in sorted(rows)]

    def together(self, *others: Prepared[Any], **values: Any) -> list[Row]:
        """The rows of this and other questions with the same columns; as of_each."""
        database = connections[DEFAULT_DB_ALIAS]
        parts = [each.compiled(database) for each in (self, *others)]
        constants = {name: value for part in parts for name, value in part.constants.items()}
        return self._rows(_union([part.sql for part in parts]), constants, values)

    def compiled(self, database: BaseDatabaseWrapper) -> Compiled:
        compiled = self._compiled.get(database.vendor)
        if compiled is None:
            compiled = self._compiled[database.vendor] = self._compile(database)
        return compiled

    def _rows(self, sql: str, constants: dict[str, Any], values: dict[str, Any]) -> list[Row]:
        database = connections[DEFAULT_DB_ALIAS]
        rows = _fetched(sql, constants, values)
        # What _make does, without its check: as many columns come as were asked for.
        return [tuple.__new__(self.row, row) for row in self.compiled(database).pythonic(rows)]

    def _compile(self, database: BaseDatabaseWrapper) -> Compiled:
        stand_ins = dict(_stand_ins(self.build))
        with clock.stopped_at(NOW):
            queryset = self.build(**stand_ins).values_list(*self.row._fields)  # type: ignore[attr-defined]
        compiler = queryset.query.get_compiler(queryset.db)
        sql, params = compiler.as_sql()
        names = {_adapted(database, value): name for name, value in stand_ins.items()}
        names[_adapted(database, NOW)] = "now"
        slots = [
            names.get(param, f"{self.build.__name__}{place}") for place, param in enumerate(params)
        ]
        converters = _needed(compiler.get_converters([column for column, *_ in compiler.select]))
        return Compiled(
            _named(sql, slots),
            {slot: param for slot, param in zip(slots, params, strict=True) if param not in names},
            lambda rows: compiler.apply_converters(rows, converters) if converters else rows,
        )


def _fetched(
    sql: str, constants: Mapping[str, Any], values: Mapping[str, Any]
) -> list[tuple[Any, ...]]:
    database = connections[DEFAULT_DB_ALIAS]
    params = {name: _adapted(database, value) for name, value in values.items()}
    params["now"] = _adapted(database, clock.now())
    with database.cursor() as cursor:
        cursor.execute(sql, {**params, **constants})
        return list(cursor.fetchall())


def _for_each(sql: str, asked: Sequence[Mapping[str, Any]]) -> tuple[list[str], dict[str, Any]]:
    """The SQL once for each set of arguments, and all of these under names of their own."""
    parts, given = [], {}
    for place, values in enumerate(asked):
        part = sql
        for name, value in values.items():
            part = part.replace(f"%({name})s", f"%({name}{place})s")
            given[f"{name}{place}"] = value
        parts.append(part)
    return parts, given


def prepared(row: type[Row]) -> Callable[[Callable[..., QuerySet[Any]]], Prepared[Row]]:
    """Make a Prepared of the function below, whose rows are `row`s, a NamedTuple."""
    return lambda build: Prepared(row, build)


def _stand_ins(build: Callable[..., Any]) -> Iterator[tuple[str, Any]]:
    """For each argument a value of its type that nothing else would hold."""
    kinds = {name: kind for name, kind in get_type_hints(build).items() if name != "return"}
    for place, (name, kind) in enumerate(kinds.items(), start=1):
        if kind is datetime:
            yield name, NOW + timedelta(days=place)
        else:
            yield name, f"\ue000{name}" if kind is str else place - 10**15


def _named(sql: str, slots: Iterable[str]) -> str:
    """The SQL with each %s made %(slot)s: a name can stand in several places, or parts."""
    rest = iter(slots)
    return PLACEHOLDER.sub(lambda found: found[0] if found[0] == "%%" else f"%({next(rest)})s", sql)


def _needed(converters: dict[int, Any]) -> dict[int, Any]:
    """SQLite's 0 and 1 do for False and True, and every row of a list has one."""
    return {
        place: (convert, column)
        for place, (convert, column) in converters.items()
        if not isinstance(column.output_field, BooleanField)
    }


def _adapted(database: BaseDatabaseWrapper, value: Any) -> Any:
    return _instant(database.vendor, value) if isinstance(value, datetime) else value


@lru_cache(maxsize=16)
def _instant(vendor: str, instant: datetime) -> Any:
    """As the database takes it. Within a request the same one is asked about again and again."""
    return connections[DEFAULT_DB_ALIAS].ops.adapt_datetimefield_value(instant)


def _union(parts: Iterable[str]) -> str:
    """SQLite takes no LIMIT in the parts of a UNION, unless each is a query of its own."""
    return " UNION ALL ".join(f"SELECT * FROM ({sql}) AS part" for sql in parts)  # noqa: S608
