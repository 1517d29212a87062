"""The desk: everything an editor does all day. `site.py` is the room itself; a module a noun.

Nothing is imported here: Django's own autodiscovery does that before the site exists.
"""
