"""Run one command and print what it cost, as JSON; its output goes nowhere.

A program of its own, and a tiny one: Linux counts the memory of the process that starts another as the other's.
"""

import json
import os
import sys
import time

_MAXRSS_UNIT = 1 if sys.platform == "darwin" else 1024


def main(command: list[str]) -> None:
    """Start the command, wait for it and whatever it waited for, and print the cost of all."""
    actions = [(os.POSIX_SPAWN_OPEN, 1, os.devnull, os.O_WRONLY, 0)]
    start = time.perf_counter()
    process = os.posix_spawnp(command[0], command, os.environ, file_actions=actions)
    _, status, usage = os.wait4(process, 0)
    cost = {
        "exit_code": os.waitstatus_to_exitcode(status),
        "cpu_seconds": usage.ru_utime + usage.ru_stime,
        "wall_seconds": time.perf_counter() - start,
        "peak_bytes": usage.ru_maxrss * _MAXRSS_UNIT,
    }
    print(json.dumps(cost))


if __name__ == "__main__":
    main(sys.argv[1:])
