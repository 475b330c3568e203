"""Tables of cases, agreements, reports, steps and collaborations that can be imported, what others refer to first."""

from kontor.hub.agreements.importers.agreements import ImportAgreements
from kontor.hub.agreements.importers.cases import ImportCases
from kontor.hub.agreements.importers.collaborations import ImportCollaborations
from kontor.hub.agreements.importers.inner import ImportReports, ImportSteps

IMPORTERS = (ImportCases, ImportAgreements, ImportReports, ImportSteps, ImportCollaborations)
