"""Who does the work: this process, several on this machine, or a Dask cluster."""

from __future__ import annotations

import multiprocessing
import os
import sys
import threading
from collections.abc import Generator, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from typing import Any

from xlsales.batching.manifest import Entry
from xlsales.batching.plan import Plan, Task
from xlsales.batching.work import failed, make, run_task, write
from xlsales.errors import MissingExtraError, SettingsError

_MOST_WORKERS = 61  # Windows waits for no more processes at once
_ANSWER_WITHIN = 10  # seconds a scheduler has to answer

_plan: Plan | None = None  # in a worker: what the batch is about, handed over once


def on_this_machine(plan: Plan, tasks: Sequence[Task], workers: int) -> Generator[Entry, None, None]:
    """Build with so many processes, each given the deals once; yield entries as files get done."""
    count = min(workers, len(tasks), _MOST_WORKERS)
    if count < 2:
        yield from (run_task(plan, task) for task in tasks)
        return
    pool = ProcessPoolExecutor(count, mp_context=_context(), initializer=_start_worker, initargs=(plan,))
    try:
        futures = {pool.submit(_work, task): task for task in tasks}
        for future in as_completed(futures):
            error = future.exception()
            yield failed(plan, futures[future], error) if error else future.result()
    finally:
        pool.shutdown(cancel_futures=True)


def on_a_cluster(plan: Plan, tasks: Sequence[Task], address: str) -> Generator[Entry, None, None]:
    """Build on the workers of a Dask scheduler and write here: the cluster needs no folder of ours."""
    client, completed = _connect(address)
    with client:
        shared = _handed_over(client, plan, address)
        futures = {client.submit(make, shared, task, pure=False): task for task in tasks}
        for future in completed(list(futures), loop=client.loop):
            error, task = future.exception(), futures.pop(future)
            yield failed(plan, task, error) if error else write(plan, *future.result())
            future.release()


def _handed_over(client: Any, plan: Plan, address: str) -> Any:
    try:
        client.wait_for_workers(1, timeout=_ANSWER_WITHIN)
    except TimeoutError:
        raise SettingsError(f"no worker is at the Dask scheduler {address}: start one  dask worker {address}") from None
    return client.scatter(plan, broadcast=True)


def all_cores() -> int:
    """Return how many processes this machine runs side by side for us."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _context() -> Any:
    """Return how processes start: forking is quick, but not safe where threads run, and Python leaves it behind."""
    quick = sys.version_info < (3, 12) and threading.active_count() == 1
    return multiprocessing.get_context(None if quick else "spawn")


def _start_worker(plan: Plan) -> None:
    global _plan
    _plan = plan
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)  # a killed batch must not leave workers waiting for its next task


def _work(task: Task) -> Entry:
    assert _plan is not None
    return run_task(_plan, task)


def _connect(address: str) -> tuple[Any, Any]:
    try:
        import distributed
    except ImportError:
        raise MissingExtraError("building on a Dask cluster", "dask") from None
    try:
        connect: Any = distributed.Client
        client = connect(address, timeout=_ANSWER_WITHIN, set_as_default=False)
    except (OSError, ValueError) as error:
        raise SettingsError(f"no Dask scheduler answers at {address} ({error}): start it or correct --dask") from None
    return client, distributed.as_completed
