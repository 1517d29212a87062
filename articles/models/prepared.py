"""Prepared questions: a queryset compiled once and asked a million times.

Of the time a small query takes, Django spends nineteen parts in twenty on building and
compiling it. A page that is all reading keeps the SQL of its querysets instead.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any, Generic, NamedTuple, TypeVar, get_type_hints

from django.db import connection
from django.db.models import QuerySet

from articles import clock

Row = TypeVar("Row", bound=tuple[Any, ...])

NOW = datetime(1001, 1, 1, tzinfo=UTC)


class Compiled(NamedTuple):
    """SQL, what stands at each of its parameters, and what makes Python of its columns."""

    sql: str
    slots: tuple[tuple[str, Any], ...]  # (argument, "") or ("", constant)
    pythonic: Callable[[Iterable[Any]], Iterable[Any]]


class Question(NamedTuple):
    """SQL with its values: one that is asked alone or together with others."""

    sql: str
    params: tuple[Any, ...]


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
        return self.together([self.question(**values)])

    def question(self, **values: Any) -> Question:
        compiled = self._for_this_database()
        values["now"] = clock.now()
        adapted = {name: _adapted(value) for name, value in values.items()}
        params = tuple(adapted[name] if name else value for name, value in compiled.slots)
        return Question(compiled.sql, params)

    def together(self, questions: Sequence[Question]) -> list[Row]:
        """The rows of several questions with these columns in one query, one after another.

        Where there is more than one, the order within each is not promised.
        """
        if not questions:
            return []
        sql = questions[0].sql if len(questions) == 1 else _union(questions)
        with connection.cursor() as cursor:
            cursor.execute(sql, [param for question in questions for param in question.params])
            rows = self._for_this_database().pythonic(cursor.fetchall())
        return [self.row(*columns) for columns in rows]

    def _for_this_database(self) -> Compiled:
        compiled = self._compiled.get(connection.vendor)
        if compiled is None:
            compiled = self._compiled[connection.vendor] = self._compile()
        return compiled

    def _compile(self) -> Compiled:
        stand_ins = dict(_stand_ins(self.build))
        with clock.stopped_at(NOW):
            queryset = self.build(**stand_ins).values_list(*self.row._fields)  # type: ignore[attr-defined]
        compiler = queryset.query.get_compiler(queryset.db)
        sql, params = compiler.as_sql()
        names = {_adapted(value): name for name, value in stand_ins.items()} | {
            _adapted(NOW): "now"
        }
        converters = compiler.get_converters([column for column, *_ in compiler.select])
        return Compiled(
            sql,
            tuple((names.get(param, ""), param) for param in params),
            lambda rows: compiler.apply_converters(rows, converters) if converters else rows,
        )


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


def _adapted(value: Any) -> Any:
    if isinstance(value, datetime):
        return connection.ops.adapt_datetimefield_value(value)
    return value


def _union(questions: Iterable[Question]) -> str:
    """SQLite takes no LIMIT in the parts of a UNION, unless each is a query of its own."""
    return " UNION ALL ".join(f"SELECT * FROM ({sql}) AS part" for sql, _ in questions)  # noqa: S608
