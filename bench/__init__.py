"""Benchmarks: `make bench`, or `python -m bench --quick`. What they measure and how is in docs/performance.md."""
