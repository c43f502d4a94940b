"""Threads that stand ready to help with what lets other threads run: waking one is quicker than starting one.

They are started when first needed and end with the program. In a process of a batch there are none: the other
processes keep the processors busy.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from functools import cache
from multiprocessing import parent_process
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from concurrent.futures import Future, ThreadPoolExecutor

_MOST = 3


@cache
def count() -> int:
    """Return how many helpers find a processor free beside this thread.

    >>> 0 <= count() <= 3
    True
    """
    if parent_process() is not None:
        return 0
    free = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return min(free - 1, _MOST)


def start(work: Callable[[], None]) -> Future[None]:
    """Let a helper do some work.

    >>> start(lambda: None).result()
    """
    return _pool().submit(work)


@cache
def _pool() -> ThreadPoolExecutor:
    from concurrent.futures import ThreadPoolExecutor

    return ThreadPoolExecutor(_MOST, thread_name_prefix="xlsales")


if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_pool.cache_clear)  # threads stay behind when a process forks
    os.register_at_fork(after_in_child=count.cache_clear)
