"""What the floor remembers. Each record's own file says what it is; `record.Record` is the base of the areas' models."""

from kontor.hub.foundation.models.audit import AuditEvent
from kontor.hub.foundation.models.geography import Country, ProgrammeMembership, Region
from kontor.hub.foundation.models.job import Job
from kontor.hub.foundation.models.record import Record
from kontor.hub.foundation.models.search import SearchEntry

__all__ = ["AuditEvent", "Country", "Job", "ProgrammeMembership", "Record", "Region", "SearchEntry"]
