"""The processes a batch works in: they start clean, do not hear Ctrl-C, end with the batch and leave nothing unfinished behind.

In: how many, and the folder they write to. Out: executors. Never: what they work on.
"""

import multiprocessing
import os
import signal
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, Future, ProcessPoolExecutor
from contextlib import contextmanager
from multiprocessing.process import BaseProcess
from pathlib import Path
from types import TracebackType
from typing import ParamSpec, Self, TypeVar

P = ParamSpec("P")
T = TypeVar("T")

# Windows waits for at most so many processes at once.
MOST = 61


def cores() -> int:
    """Count the processor cores this program may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


class InTurn(Executor):
    """An executor that does each piece of work at once, in this process."""

    def submit(self, fn: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> Future[T]:
        """Do the work now; an interrupt is not caught."""
        future: Future[T] = Future()
        try:
            future.set_result(fn(*args, **kwargs))
        except Exception as problem:  # noqa: BLE001 - it belongs to whoever asks for the result
            future.set_exception(problem)
        return future


class Workers(ProcessPoolExecutor):
    """A pool of processes started from nothing (spawn), the same on every system; ``started`` collects them."""

    def __init__(self, size: int, started: list[BaseProcess]) -> None:
        """Prepare a pool; a process is started when there is work for it."""
        super().__init__(size, multiprocessing.get_context("spawn"), _deaf)
        self._started = started

    def submit(self, fn: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> Future[T]:
        """Hand out a piece of work, starting a process for it if need be."""
        before = set(multiprocessing.active_children())
        with _interrupt_held_back():
            future = super().submit(fn, *args, **kwargs)
        self._started += [child for child in multiprocessing.active_children() if child not in before]
        return future


def _deaf() -> None:
    """Ignore Ctrl-C, which reaches every process of a terminal: the batch decides what becomes of its workers.

    This is for Windows; elsewhere the signal is blocked before a process starts (below).
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)


@contextmanager
def _interrupt_held_back() -> Iterator[None]:
    """Start processes deaf from birth: a blocked signal stays blocked in them, and reaches us when they have started."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


class Crew:
    """Executors for one batch: processes for two or more at a time, this very process for one.

    Leaving the ``with`` block by an exception (Ctrl-C) stops the processes at once. Half-written files of processes that were
    stopped or died are removed from ``folder``; finished ones stay.
    """

    def __init__(self, size: int, folder: Path) -> None:
        """Prepare a crew of ``size``."""
        self.size = min(size, MOST)
        self._folder = folder
        self._pools: list[Executor] = []
        self._started: list[BaseProcess] = []

    def executor(self, size: int | None = None) -> Executor:
        """Open an executor; the first one, and one in the place of another that broke."""
        pool = InTurn() if self.size == 1 else Workers(size or self.size, self._started)
        self._pools.append(pool)
        return pool

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, problem: BaseException | None, trace: TracebackType | None
    ) -> None:
        if kind:
            for child in self._started:
                child.terminate()
        for pool in self._pools:
            pool.shutdown(wait=True, cancel_futures=True)
        for child in self._started:
            child.join()
            for left in self._folder.glob(f".asn-eval-{child.pid}-*.tmp"):
                left.unlink(missing_ok=True)
