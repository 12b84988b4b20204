"""The workspace: tables, migrations, writing and querying."""
