"""The pictures of the desk: put in, described, chosen for a story, taken down perhaps."""

from __future__ import annotations

from io import BytesIO
from typing import Any, cast

from django import forms
from django.contrib import admin, messages
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import InMemoryUploadedFile, UploadedFile
from django.core.files.uploadhandler import FileUploadHandler, StopUpload
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.utils.decorators import method_decorator
from django.utils.http import urlencode
from django.utils.text import capfirst
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _
from django.views.decorators.csrf import csrf_exempt, csrf_protect

from articles import limits, picturing
from articles.admin.opening import number_in
from articles.admin.rights import may_write
from articles.models import Picture

A_PAGE = 48
PICKER = "CKEditorFuncNum"  # the name the editor's dialog gives to whom it is to be told


class Gate(FileUploadHandler):
    """A door for one file, kept in memory; what is too large is not read to its end."""

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        super().new_file(*args, **kwargs)
        self.held = BytesIO()

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        if start + len(raw_data) > limits.UPLOAD_BYTES:
            raise StopUpload(connection_reset=False)
        self.held.write(raw_data)

    def file_complete(self, file_size: int) -> UploadedFile[bytes] | None:
        self.held.seek(0)
        name, kind = self.file_name or "", self.content_type or ""
        return InMemoryUploadedFile(self.held, "file", name, kind, file_size, None)


class UploadForm(forms.ModelForm):  # type: ignore[type-arg]
    file = forms.FileField(
        label=_("File"), error_messages={"required": _("Choose a file of 20 MB or less.")}
    )
    field_order = ("file", "alt", "caption", "credit")

    class Meta:
        model = Picture
        fields = ("alt", "caption", "credit")


class PictureAdmin(admin.ModelAdmin):  # type: ignore[type-arg]
    """The list is a wall of pictures; the editor opens it as well, to choose one."""

    fields = ("alt", "caption", "credit", "is_shown")
    change_form_template = "admin/articles/picture/change.html"

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return super().has_view_permission(request, obj) or may_write(cast(User, request.user))

    def has_add_permission(self, request: HttpRequest) -> bool:
        return super().has_add_permission(request) or may_write(cast(User, request.user))

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def changelist_view(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        if not self.has_view_permission(request):
            raise PermissionDenied
        return self._wall(request, UploadForm())

    @method_decorator(csrf_exempt)
    def add_view(
        self, request: HttpRequest, form_url: str = "", extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """A post is read only by who may put something in, and guarded only then."""
        if not self.has_add_permission(request):
            raise PermissionDenied
        if request.method != "POST":
            return self._wall(request, UploadForm())
        request.upload_handlers = [Gate(request)]
        return csrf_protect(self._add)(request)

    def _add(self, request: HttpRequest) -> HttpResponse:
        form = UploadForm(request.POST, request.FILES)
        if not form.is_valid():
            return self._wall(request, form)
        said = {name: form.cleaned_data[name] for name in ("alt", "caption", "credit")}
        try:
            data = form.cleaned_data["file"].read()
            picture = picturing.take_in(data, **said, by=cast(User, request.user))
        except picturing.NoPicture as refusal:
            form.add_error("file", str(refusal))
            return self._wall(request, form)
        messages.success(request, _t("“%s” is among the pictures.") % picture)
        return HttpResponseRedirect(f"../{_asked(request)}")

    def _wall(self, request: HttpRequest, form: UploadForm) -> HttpResponse:
        found = Picture.objects.newest(number_in(request.GET.get("before", "")))[: A_PAGE + 1]
        pictures = list(found)
        older = {"before": pictures[A_PAGE - 1].pk} if len(pictures) > A_PAGE else {}
        context = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "title": capfirst(str(self.opts.verbose_name_plural)),
            "form": form if self.has_add_permission(request) else None,
            "pictures": pictures[:A_PAGE],
            "older": _asked(request, **older) if older else "",
            "asked": _asked(request),
            "is_popup": PICKER in request.GET,
            "teller": number_in(request.GET.get(PICKER, "").removeprefix("-")),
        }
        return TemplateResponse(request, "admin/articles/picture/wall.html", context)


def _asked(request: HttpRequest, **more: int) -> str:
    """The query that keeps the editor's dialog in mind."""
    teller: dict[str, Any] = {PICKER: request.GET[PICKER]} if PICKER in request.GET else {}
    return f"?{urlencode(teller | more)}" if teller or more else ""
