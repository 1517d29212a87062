"""Working headlines: what a copy editor would put above a story that came without one.

A clause and not a cut-off, at most 90 characters, subject kept, nothing dangling, no
full stop. The lede's main clause first; another sentence or a section heading after.
"""

from articles.headlines.working import LONGEST, candidates, derive

__all__ = ["LONGEST", "candidates", "derive"]
