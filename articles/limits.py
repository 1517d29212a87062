"""Every limit in one place, the same for import, desk and API."""

# Fields, in characters.
HEADLINE = 300
KICKER = 120
DEK = 1_000
DATELINE = 200
SLUG = 100
