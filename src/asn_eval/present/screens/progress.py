"""A progress bar on a terminal, for work that takes longer than a moment.

Nothing is printed where nobody watches: neither into a pipe or file, nor for work that is over at once.
"""

from threading import Timer
from types import TracebackType
from typing import Self

from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from asn_eval.present.messages import literal
from asn_eval.present.screens.terminal import Screen

# Seconds of work after which a person begins to wonder.
PATIENCE = 0.5


class Bar:
    """A bar that counts finished pieces; it appears after ``patience`` seconds and leaves no trace when it is closed."""

    def __init__(
        self, screen: Screen, label: str, pieces: int, *, shown: bool = True, patience: float = PATIENCE
    ) -> None:
        """Prepare a bar; nothing is shown yet, and nothing ever when not ``shown``."""
        columns = (
            TextColumn("{task.description}", markup=False),
            BarColumn(bar_width=None),
            MofNCompleteColumn(),
            TimeRemainingColumn(),
        )
        self._progress = Progress(*columns, console=screen.console, transient=True, expand=True)
        self._task = self._progress.add_task(literal(label), total=pieces)
        self._timer = Timer(patience, self._progress.start) if shown and screen.console.is_terminal else None

    def advance(self) -> None:
        """Count one more piece as finished."""
        self._progress.advance(self._task)

    def __enter__(self) -> Self:
        if self._timer:
            self._timer.daemon = True
            self._timer.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, problem: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._timer:
            self._timer.cancel()
            # The timer may be starting the bar at this very moment: stop it only after that.
            self._timer.join()
            if self._progress.live.is_started:
                self._progress.stop()
