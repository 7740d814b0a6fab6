"""Sourceline beside other static site generators: the same chronicle, built by each in turn.

`python -m bench.generators` measures (docs/benchmarks.md tells how, and what is not equal). `corpus` makes
the content, a module of `peers` gives it to one generator, `measure` runs a command, `texts` compares what
the built sites say, `table` counts and prints.
"""
