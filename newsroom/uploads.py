"""Uploads: files in a form go nowhere, but on the pages that open a door of their own."""

from __future__ import annotations

from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import FileUploadHandler, SkipFile


class Closed(FileUploadHandler):
    """Django's own door writes whatever a stranger posts to any form to the disk."""

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        raise SkipFile

    def file_complete(self, file_size: int) -> UploadedFile[bytes] | None:
        return None
