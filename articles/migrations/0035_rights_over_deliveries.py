"""What is delivered elsewhere came after the roles: its addresses are the administrators'."""

from django.db import migrations

from articles import roles

DELIVERY = ("delivery.view_delivery", "delivery.change_delivery")
ENDPOINT = tuple(f"endpoint.{act}_endpoint" for act in ("view", "add", "change", "delete"))
RIGHTS = {roles.ADMINISTRATOR: (*DELIVERY, *ENDPOINT)}


def grant(apps, schema_editor):
    roles.grant(apps, schema_editor.connection.alias, RIGHTS)


class Migration(migrations.Migration):
    dependencies = [("articles", "0034_bulk_actions")]

    operations = [migrations.RunPython(grant, migrations.RunPython.noop)]
