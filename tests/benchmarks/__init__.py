"""What pages, searches and imports cost, as ratios measured in one run.

    python -m tests.benchmarks                                  all of it
    python -m tests.benchmarks.reading --articles 1000 100000
    python -m tests.benchmarks.importing --seeds 5000

Archives are made once, under var/benchmarks/, and used again: 100,000 stories take some
minutes and 1 GB. Linux only, for that is where a process tells its CPU time to the microsecond.
"""
