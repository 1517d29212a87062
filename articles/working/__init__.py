"""Working: what waits in the database is done by processes that may die at any moment."""
