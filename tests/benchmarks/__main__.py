"""Everything there is to measure, one after another."""

from tests.benchmarks import importing, reading

reading.main()
importing.main()
