"""What Django's migrations cannot say: the audit trail refuses UPDATE and DELETE, and the full-text index of search."""

from django.db import migrations

AUDIT = {
    "sqlite": [
        """CREATE TRIGGER audit_no_update BEFORE UPDATE ON foundation_auditevent
        BEGIN SELECT RAISE(ABORT, 'the audit trail is append-only'); END""",
        """CREATE TRIGGER audit_no_delete BEFORE DELETE ON foundation_auditevent
        BEGIN SELECT RAISE(ABORT, 'the audit trail is append-only'); END""",
    ],
    "postgresql": [
        """CREATE FUNCTION audit_append_only() RETURNS trigger LANGUAGE plpgsql AS
        $$ BEGIN RAISE EXCEPTION 'the audit trail is append-only'; END $$""",
        """CREATE TRIGGER audit_no_change BEFORE UPDATE OR DELETE OR TRUNCATE ON foundation_auditevent
        FOR EACH STATEMENT EXECUTE FUNCTION audit_append_only()""",
    ],
}
SEARCH = {
    "sqlite": [
        """CREATE VIRTUAL TABLE foundation_searchindex USING fts5(
        title, words, content='foundation_searchentry', content_rowid='id', tokenize='unicode61', prefix='2 3 4')""",
        """CREATE VIRTUAL TABLE foundation_searchterm USING fts5vocab(foundation_searchindex, 'row')""",
        """CREATE TRIGGER search_insert AFTER INSERT ON foundation_searchentry BEGIN
        INSERT INTO foundation_searchindex(rowid, title, words) VALUES (new.id, new.title, new.words); END""",
        """CREATE TRIGGER search_delete AFTER DELETE ON foundation_searchentry BEGIN
        INSERT INTO foundation_searchindex(foundation_searchindex, rowid, title, words)
        VALUES ('delete', old.id, old.title, old.words); END""",
        """CREATE TRIGGER search_update AFTER UPDATE ON foundation_searchentry BEGIN
        INSERT INTO foundation_searchindex(foundation_searchindex, rowid, title, words)
        VALUES ('delete', old.id, old.title, old.words);
        INSERT INTO foundation_searchindex(rowid, title, words) VALUES (new.id, new.title, new.words); END""",
    ],
    "postgresql": [
        """ALTER TABLE foundation_searchentry ADD COLUMN vector tsvector
        GENERATED ALWAYS AS (setweight(to_tsvector('simple', title), 'A') || setweight(to_tsvector('simple', words), 'B'))
        STORED""",
        "CREATE INDEX search_vector ON foundation_searchentry USING gin (vector)",
    ],
}


def apply(apps, schema_editor):
    vendor = schema_editor.connection.vendor
    for statement in [*AUDIT[vendor], *SEARCH[vendor]]:
        schema_editor.execute(statement)


class Migration(migrations.Migration):
    dependencies = [("foundation", "0001_initial")]
    operations = [migrations.RunPython(apply, migrations.RunPython.noop)]
