"""What the law says and what the office chose, as data.

In: YAML text. Out: a frozen Rulebook, or Findings that name a line and a key path. Never: anything about a person or a file of scores.
"""

import os

# No package that happens to be installed may change how a rulebook is judged; not looking for one also starts sooner.
os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
