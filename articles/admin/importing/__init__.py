"""Imports on the desk: begun, looked through, approved, applied, settled, undone.

`room` says which page answers which address; a module a page.
"""
