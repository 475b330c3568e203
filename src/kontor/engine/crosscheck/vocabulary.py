"""Which words of a name say what kind of body it is rather than which one.

Everything here is folded (see `names.fold`): lower case, no accents, no punctuation. Legal forms are written
with the spaces that folding leaves behind, so that `e.V.` and `eV` are two entries.
"""


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


def _sequences(text: str) -> frozenset[tuple[str, ...]]:
    """Return the word sequences of a text that separates them by commas."""
    return frozenset(tuple(sequence.split()) for sequence in text.split(","))


LEGAL_FORMS = _sequences(
    # associations and foundations
    "e v, ev, eingetragener verein, z s, zs, z u, o s, asbl, a s b l, aisbl, a i s b l, ivzw, vzw, v z w, izw,"
    "association loi 1901, loi 1901, onlus, ets, aps, n p o, npo, ngo, c i c, cic, cio, stowarzyszenie, fundacja,"
    # European and national groupings
    "eeig, e e i g, geie, g e i e, ewiv, aeie, a e i e, eesv, eofg, aie, a i e, aei, a e i, gie, g i e, gip, sce, se,"
    # companies: German, Dutch, French, Belgian
    "gmbh, g m b h, ggmbh, mbh, gmbh co kg, ug, kg, ohg, ag, kgaa, gbr, bv, b v, nv, n v, bvba, sprl, cvba, scrl,"
    "sarl, s a r l, sas, s a s, sasu, eurl, scop, scic, sa, s a, snc, sem,"
    # Spanish, Portuguese, Italian
    "s l, sl, slu, s l u, s l p, s c, s coop, sociedad limitada, lda, ltda, unipessoal lda, crl,"
    "spa, s p a, srl, s r l, scarl, s c a r l, scpa, s c p a, s c r l, societa consortile, soc cons, s cons a r l,"
    # Nordic and Baltic
    "ab, a b, oy, oyj, ry, r y, rf, as, a s, asa, i s, ivs, fmba, f m b a, k s, ou, o u, mtu, sia, uab, vsi,"
    # Central and south-eastern Europe
    "spol s r o, sro, s r o, kft, k f t, zrt, nyrt, bt, nkft, nonprofit kft, nonprofit zrt, nonprofit,"
    "sp z o o, sp zoo, sp z oo, spolka z o o, spolka z ograniczona odpowiedzialnoscia, sp j, sp k,"
    "d o o, doo, d d, dd, j d o o, zavod, ood, o o d, eood, e o o d, ad, a d, ead, sdruzhenie,"
    # Greek (in Latin letters), Turkish, British and Irish
    "ae, a e, epe, e p e, ike, i k e, amke, a m k e, ltd sti, ltd, limited, plc, llp, lp, llc, clg, dac, inc, corp, co,"
    # Overseas
    "s a de c v, sa de cv, pvt, pvt ltd, pte, pte ltd, pty, pty ltd"
)
"""Word sequences that close a name and say only its legal form."""

LEGAL_PREFIXES = _sequences(
    "oy, ab, as, uab, sia, ou, vsi, ood, eood, aei, stichting, stiftelsen, stiftung, fondazione, fundacion, fundacao,"
    "fundacio, fondation, fundatia, nadace, nadacia, alapitvany, saatio, asbl, vzw, associazione, verein, forening,"
    "foreningen, udruzenje, udruga, sdruzhenie, zavod"
)
"""Word sequences that open a name and say only its legal form."""

LEGAL_ANYWHERE = _words(
    "gmbh ggmbh asbl aisbl ivzw vzw eeig geie ewiv aeie kft nkft zrt nyrt scpa scarl sarl sro doo eood ltda"
)
"""Legal forms that mean nothing else in any of the languages, wherever they stand."""

GENERIC_WORDS = _words(
    # cluster, in the languages of Europe
    "cluster clusters clusterul klaster klastr klastre klastri klastur klasteri klastar klaszter grozd "
    "kumelenmesi kume pole poles pol polo polos pool "
    # association, network, alliance, foundation
    "association associations associacio associacao asociacion asociatia asociacija asociace asociacia associazione "
    "associatie verband verein vereinigung forening union foundation stiftung stichting fondazione fundacion "
    "fondation fundatia network networks netzwerk netwerk reseau red rete rede natverk netvaerk verkosto siec "
    "alliance alianza alianca allianz alleanza federation federacion federazione initiative "
    "organisation organization organizacion organismo institute platform plataforma plateforme piattaforma "
    "group gruppe grupo groupe gruppo groep grupp agrupacion agrupacio empresarial innovadora company"
)
"""Words that name the kind of body. Two names that differ in these only are probably one body."""

JOINING_WORDS = _words(
    "the of and for in on at to from by with a an "
    "der die das des dem den und fur von im am zum zur "
    "de la le les du et d l en sur au aux "
    "el los las y e del para por o os da do dos das com em "
    "di il lo i gli della delle dei degli per nel "
    "van het een voor te w z na dla s v pro az es og til av och ja"
)
"""Articles, prepositions and conjunctions: never a difference between two names."""
