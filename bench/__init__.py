"""Repeatable measurements, each figure beside its bar and its rival: `make bench BENCH=AREA`."""
