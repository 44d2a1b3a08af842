"""Tasks in this thread, or in several of this process."""

from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

from cisim.experiment.executors.shared_out import shared_out


@dataclass(frozen=True, slots=True)
class Threads:
    """Computes in threads, which compiled code lets work side by side."""

    workers: int
    name: str = "threads"

    def map[T, R](self, task: Callable[[T], R], inputs: Iterable[T]) -> Iterator[R]:
        """Yield results as they come; one worker is this thread, in order."""
        if self.workers <= 1:
            yield from map(task, inputs)
            return
        pool = ThreadPoolExecutor(self.workers)
        try:
            for done in shared_out(
                lambda each: pool.submit(task, each), inputs, self.workers
            ):
                yield done.result()
        finally:
            pool.shutdown(wait=True, cancel_futures=True)
