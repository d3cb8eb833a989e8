"""Words in, an outcome to a presenter, an exit code out.

In: the command line. Out: text on stdout and stderr, files, an exit code. Never: a calculation. Nothing heavy is imported before
a command needs it, so that ``--help`` answers at once.
"""

import os
import sys
from collections.abc import Sequence


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the program and leave with its exit code."""
    # No package that happens to be installed may change how a rulebook is judged; not looking for one also starts sooner.
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
    # Nothing here multiplies matrices: threads for it would only cost time and memory at the start.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    from asn_eval.cli.run import run

    sys.exit(run(list(sys.argv[1:] if arguments is None else arguments)))
