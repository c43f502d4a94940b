"""Threads that stand ready: as many as processors are free, none where other processes work, and safe to fork."""

from __future__ import annotations

import multiprocessing
import os
import sys
from threading import current_thread

import pytest

from xlsales.workbook import helpers
from xlsales.workbook.parallel import packed_parts

pytestmark = pytest.mark.filterwarnings("ignore:.*multi-threaded.*:DeprecationWarning")
CONTENT = bytes(range(256)) * 4_000


def data() -> bytes:
    """Return a part that is long enough for helpers, compressed."""
    (part,) = packed_parts([[CONTENT]], 6)
    return part.data


def found(queue: multiprocessing.SimpleQueue[tuple[int, bytes]]) -> None:
    """Tell how many helpers there are here and what a part is compressed to."""
    queue.put((helpers.count(), data()))


def test_work_is_done_beside_this_thread() -> None:
    """A helper works in a thread of its own and tells what went wrong there."""
    names: list[str] = []
    helpers.start(lambda: names.append(current_thread().name)).result()
    assert names[0] != current_thread().name
    with pytest.raises(ZeroDivisionError):
        helpers.start(lambda: print(1 // 0)).result()


@pytest.mark.parametrize("method", multiprocessing.get_all_start_methods())
def test_a_process_of_a_batch_works_alone(method: str) -> None:
    """However a process of a batch was started, it calls no helpers and makes the same bytes."""
    expected = data()
    context = multiprocessing.get_context(method)
    queue = context.SimpleQueue()
    process = context.Process(target=found, args=(queue,))
    process.start()
    assert queue.get() == (0, expected)
    process.join()


@pytest.mark.skipif(not hasattr(os, "fork"), reason="no fork on this system")
def test_a_forked_process_starts_helpers_of_its_own() -> None:
    """A process forked after helpers were started does not wait for those it left behind."""
    expected = data()
    helpers.start(lambda: None).result()
    child = os.fork()
    if child == 0:
        try:
            helpers.start(lambda: None).result(timeout=20)
            os._exit(0 if data() == expected else 1)
        finally:
            os._exit(2)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux lets a process choose its processors")
def test_a_process_on_one_processor_has_no_helpers() -> None:
    """A process that may use one processor alone compresses everything itself."""
    free = os.sched_getaffinity(0)
    try:
        os.sched_setaffinity(0, {min(free)})
        helpers.count.cache_clear()
        assert helpers.count() == 0
    finally:
        os.sched_setaffinity(0, free)
        helpers.count.cache_clear()
