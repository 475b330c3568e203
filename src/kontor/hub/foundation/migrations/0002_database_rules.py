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
# Filters of the administrator's page: each answers from the end of the trail without reading the rest.
AUDIT_FILTERS = [
    "CREATE INDEX audit_action ON foundation_auditevent (action, number DESC)",
    "CREATE INDEX audit_actor ON foundation_auditevent (actor, number DESC)",
]
# The words are split in Python (foundation.search), so neither database may split them once more in its own way:
# SQLite's ascii tokenizer and string_to_array both part at the blanks only.
SEARCH = {
    "sqlite": [
        """CREATE VIRTUAL TABLE foundation_searchindex USING fts5(
        words, content='foundation_searchentry', content_rowid='id', tokenize='ascii', detail='none', prefix='2 3 4')""",
        """CREATE TRIGGER search_insert AFTER INSERT ON foundation_searchentry BEGIN
        INSERT INTO foundation_searchindex(rowid, words) VALUES (new.id, new.words); END""",
        """CREATE TRIGGER search_delete AFTER DELETE ON foundation_searchentry BEGIN
        INSERT INTO foundation_searchindex(foundation_searchindex, rowid, words)
        VALUES ('delete', old.id, old.words); END""",
        """CREATE TRIGGER search_update AFTER UPDATE ON foundation_searchentry BEGIN
        INSERT INTO foundation_searchindex(foundation_searchindex, rowid, words)
        VALUES ('delete', old.id, old.words);
        INSERT INTO foundation_searchindex(rowid, words) VALUES (new.id, new.words); END""",
    ],
    "postgresql": [
        """ALTER TABLE foundation_searchentry ADD COLUMN vector tsvector
        GENERATED ALWAYS AS (array_to_tsvector(array_remove(string_to_array(words, ' '), ''))) STORED""",
        "CREATE INDEX search_vector ON foundation_searchentry USING gin (vector)",
    ],
}


def apply(apps, schema_editor):
    vendor = schema_editor.connection.vendor
    for statement in [*AUDIT[vendor], *AUDIT_FILTERS, *SEARCH[vendor]]:
        schema_editor.execute(statement)


class Migration(migrations.Migration):
    dependencies = [("foundation", "0001_initial")]
    operations = [migrations.RunPython(apply, migrations.RunPython.noop)]
