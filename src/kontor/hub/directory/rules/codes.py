"""By which short word an organisation is called in figures."""

import re
import unicodedata


def partner_code(short_name: str, key: str) -> str:
    """The short name in small letters, digits and hyphens, else the key: 'bic' in kpi.09.bic."""
    letters = unicodedata.normalize("NFKD", short_name or "").encode("ascii", "ignore").decode().lower()
    return "-".join(re.findall("[a-z0-9]+", letters)) or key.lower()
