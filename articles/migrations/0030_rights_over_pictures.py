"""Pictures came after the roles: who writes puts them in, who edits describes them."""

from django.db import migrations

from articles import roles

WRITER = ("picture.view_picture", "picture.add_picture")
EDITOR = (*WRITER, "picture.change_picture")
RIGHTS = {
    roles.WRITER: WRITER,
    roles.EDITOR: EDITOR,
    roles.PUBLISHER: EDITOR,
    roles.ADMINISTRATOR: EDITOR,
}


def grant(apps, schema_editor):
    roles.grant(apps, schema_editor.connection.alias, RIGHTS)


class Migration(migrations.Migration):
    dependencies = [("articles", "0029_version_names")]

    operations = [migrations.RunPython(grant, migrations.RunPython.noop)]
