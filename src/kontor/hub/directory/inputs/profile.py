"""An organisation as the plain values that rules take."""

from typing import Any

from kontor.hub.directory.models import Organisation


def profile_fields(organisation: Organisation) -> dict[str, Any]:
    """What `rules.check_profile` takes. One statement for the region, if there is one and it is not loaded."""
    return {
        "name": organisation.name,
        "website": organisation.website,
        "founded": organisation.founded,
        "staff": organisation.staff,
        "languages": organisation.languages,
        "country": organisation.country_id or "",
        "region": organisation.region_id or "",
        "region_country": organisation.region.country_id if organisation.region else "",
    }
