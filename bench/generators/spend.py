"""Runs one command and says what it took: `python -I -S spend.py LOG COMMAND…` in the folder to run it in.

A program of its own because Linux counts the memory of whoever starts a command to the command: started
from a runner that holds the corpus, every generator would seem to need as much. This one needs 9 MiB.
"""

import json
import os
import sys
import time


def main() -> None:
    """Write what the command printed to LOG and its cost, as JSON, to standard output."""
    log, *command = sys.argv[1:]
    out = os.open(log, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o644)
    nothing = os.open(os.devnull, os.O_RDONLY)
    files = [
        (os.POSIX_SPAWN_DUP2, nothing, 0),
        (os.POSIX_SPAWN_DUP2, out, 1),
        (os.POSIX_SPAWN_DUP2, out, 2),
    ]
    start = time.perf_counter()
    child = os.posix_spawnp(command[0], command, os.environ, file_actions=files)
    _, status, used = os.wait4(child, 0)
    wall = time.perf_counter() - start
    print(  # noqa: T201 - its one line of output
        json.dumps(
            {
                "wall": wall,
                "cpu": used.ru_utime + used.ru_stime,
                "memory": used.ru_maxrss / 1024,
                "code": os.waitstatus_to_exitcode(status),
            }
        )
    )


if __name__ == "__main__":
    main()
