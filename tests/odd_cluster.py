"""A real Dask cluster on this machine that knows the odd engines: a scheduler, and as many worker processes
as are asked for. It says its address, and ends when its stdin does.

A script of its own: so a test sees of it what a person would, and may kill it.
"""

from __future__ import annotations

import sys

import odd_engines
from distributed import LocalCluster

if __name__ == "__main__":
    cluster = LocalCluster(
        n_workers=int(sys.argv[1]),
        threads_per_worker=1,
        processes=True,
        host="127.0.0.1",
        dashboard_address=None,
        preload=[odd_engines.__name__],
    )
    print(cluster.scheduler_address, flush=True)  # noqa: T201 - it is a script
    sys.stdin.read()
    cluster.close()
