"""``python -m asn_eval`` is the same program as ``asn-eval``."""

from asn_eval.cli import main

if __name__ == "__main__":
    main()
