"""Work that goes wrong, for the processes of a batch; a module of its own so that a process can import it quickly."""

import os
import signal
import time
from typing import NoReturn

from asn_eval.batch import Job, do_job
from asn_eval.present.files.replace import _temporary
from asn_eval.present.outcome.batch import Done


def dies(job: Job) -> Done:
    """End the process where the file is called so, as the system does when memory runs out."""
    if job.path.stem.startswith("mati"):
        os._exit(9)
    return do_job(job)


def dies_once(job: Job) -> Done:
    """End the process the first time this job is tried."""
    mark = job.path.with_suffix(".pernah")
    if job.path.stem.startswith("mati") and not mark.exists():
        mark.touch()
        os._exit(9)
    return do_job(job)


def dies_writing(job: Job) -> Done:
    """End the process with half a result written."""
    if job.path.stem.startswith("mati"):
        _, file = _temporary(job.output.parent)
        file.write(b"separuh")
        file.flush()
        os._exit(9)
    return do_job(job)


def stays(job: Job) -> NoReturn:
    """Work for longer than anybody waits, half a result written."""
    _, file = _temporary(job.output.parent)
    file.write(b"separuh")
    file.flush()
    time.sleep(600)
    os._exit(0)


def cannot_travel(job: Job) -> Done:
    """Give back what no process can send."""
    return job.done(status="done", findings=(lambda: None,))


def hears_interrupts(_: object) -> bool:
    """Tell whether Ctrl-C reaches this process from its first moment."""
    return signal.SIGINT not in signal.pthread_sigmask(signal.SIG_BLOCK, ())
