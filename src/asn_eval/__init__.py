"""Evaluate Indonesian civil servants from the spreadsheets an office already has: exact, explained, the same every time.

``evaluate`` and ``RefusedError`` (see ``asn_eval.api``) are loaded when first asked for, so that the command line starts at once.
"""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from asn_eval.api import RefusedError, evaluate

__version__ = "0.2.0"
__all__ = ["RefusedError", "__version__", "evaluate"]


def __getattr__(name: str) -> object:
    if name in {"evaluate", "RefusedError"}:
        from asn_eval import api

        return getattr(api, name)
    msg = f"module {__name__!r} has no attribute {name!r}"
    raise AttributeError(msg)
