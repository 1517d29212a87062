"""Feeds: the newest of the site, a section, a tag, an author or a search, as RSS, Atom and JSON."""
