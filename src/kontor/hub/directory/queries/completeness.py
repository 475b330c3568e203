"""How complete a profile is, against the table of criteria."""

from typing import Any

from kontor.hub.directory.models import Organisation
from kontor.hub.directory.rules import Completeness, completeness


def profile_values(organisation: Organisation) -> dict[str, Any]:
    """The fields of `rules.CRITERIA` as they are filled. Three statements, none where the relations were prefetched."""
    sizes = (
        organisation.staff,
        organisation.sme_members,
        organisation.large_members,
        organisation.research_members,
    )
    return {
        "name": organisation.name,
        "kind": organisation.kind,
        "country": organisation.country_id,
        "description": organisation.description,
        "website": organisation.website,
        "terms": bool(organisation.classifications.all()),
        "region": organisation.region_id or organisation.region_text,
        "founded": organisation.founded,
        "size": any(size is not None for size in sizes),
        "languages": organisation.languages,
        "competences": bool(organisation.competences.all()),
        "contact": bool(organisation.contacts.all()),
    }


def completeness_of(organisation: Organisation) -> Completeness:
    return completeness(profile_values(organisation))
