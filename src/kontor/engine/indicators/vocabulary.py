"""Verbs that promise effort and name no result, by language, as the beginnings of their folded forms."""

from collections.abc import Mapping


def _stems(text: str) -> tuple[str, ...]:
    return tuple(text.split())


VAGUE_STEMS: Mapping[str, tuple[str, ...]] = {
    "en": _stems(
        "improv enhanc strengthen support promot foster facilitat contribut encourag stimulat boost optimi leverag "
        "empower rais explor address advanc reinforc intensif deepen consolidat assist"
    ),
    "de": _stems(
        "verbesser starken starkung gestarkt forder unterstutz beitrag vertief intensivier optimier anreg ermutig "
        "begleit sensibilisier ausbau weiterentwickl bemuh anstreb"
    ),
    "es": _stems(
        "mejor fortalec apoy promov promoci foment facilit contribu impuls reforz refuerz potenci estimul optimiz "
        "sensibiliz intensific profundiz consolid intent"
    ),
    "fr": _stems(
        "amelior renforc soutien souten promouv promotion favoris facilit contribu encourag stimul optimis developp "
        "sensibilis intensifi approfond consolid appuy"
    ),
}
