"""Words by which the wording of an objective is read, in English, German, Spanish and French. Patterns are whole words."""

from collections.abc import Mapping


def several(text: str) -> frozenset[str]:
    return frozenset(text.split())


# By the most of these a sentence tells its language.
EVERYDAY: Mapping[str, frozenset[str]] = {
    "en": several(
        "the of and to in by for with at least from our we will shall each as is are on their new more than until into"
    ),
    "de": several(
        "der die das und zu in bis mit für den dem des von ein eine einen wir wird werden im am auf je aus bei pro mindestens "
        "mehr als neue neuen zum zur"
    ),
    "es": several(
        "el la los las de y en para con un una por hasta del al que se cada antes como nuestros sus más nuevos nuevas lo"
    ),
    "fr": several(
        "le la les de des et en pour avec un une du au aux d l par chaque avant dans sur nos nous plus que jusqu nouveaux "
        "nouvelles leur ce"
    ),
}

# A direction, not a result.
VAGUE_AIMS: Mapping[str, tuple[str, ...]] = {
    "en": (
        r"improv(?:e|es|ing|ed)", r"strengthen(?:s|ing|ed)?", r"enhanc(?:e|es|ing|ed)", r"promot(?:e|es|ing|ed)", r"foster(?:s|ing|ed)?",
        r"boost(?:s|ing|ed)?", r"facilitat(?:e|es|ing|ed)", r"optimi[sz](?:e|es|ing|ed)", r"encourag(?:e|es|ing|ed)", r"raise awareness",
        r"contribut(?:e|es|ing) to", r"support(?:s|ing)?", r"explor(?:e|es|ing)", r"advanc(?:e|es|ing)", r"help(?:s|ing)?",
    ),
    "de": (
        r"verbesser\w*", r"stärk(?:en|t|ung)", r"gestärkt", r"förder(?:n|t|ung)", r"gefördert", r"unterstütz\w*", r"optimier\w*",
        r"intensivier\w*", r"beitragen", r"vorantreiben", r"voranbringen", r"ausbauen", r"auszubauen", r"sensibilisier\w*",
    ),
    "es": (
        r"mejorar?", r"mejora(?:r|do|ndo)?", r"fortalec\w+", r"reforzar", r"refuerz\w+", r"fomentar?", r"foment\w+", r"promov\w+",
        r"promuev\w+", r"apoyar?", r"apoy\w+", r"impuls\w+", r"facilit\w+", r"contribu\w+", r"optimiz\w+", r"potenci\w+",
    ),
    "fr": (
        r"amélior\w+", r"renforc\w+", r"favoris\w+", r"promouvoir", r"promeu\w+", r"soutenir", r"soutien\w*", r"encourag\w+",
        r"facilit\w+", r"contribu\w+", r"optimis\w+", r"dynamis\w+", r"sensibilis\w+",
    ),
}  # fmt: skip

# Any amount, any time.
VAGUE_AMOUNTS: Mapping[str, tuple[str, ...]] = {
    "en": (
        r"as many (?:\w+ ){0,2}as possible", r"as much (?:\w+ ){0,2}as possible", r"as soon as possible", r"as far as possible",
        r"where(?:ver)? possible", r"when(?:ever)? possible", r"a number of", r"a lot of", r"lots of", r"a few", r"several", r"some",
        r"many", r"various", r"numerous", r"significant(?:ly)?", r"substantial(?:ly)?", r"considerabl[ey]", r"regularly", r"adequate(?:ly)?",
        r"appropriate(?:ly)?", r"sufficient(?:ly)?", r"better", r"etc",
    ),
    "de": (
        r"möglichst (?:viele?|bald|oft|rasch)", r"so (?:viele?|bald|oft|rasch) (?:\w+ ){0,2}wie möglich", r"baldmöglichst", r"wo möglich",
        r"einige[nrs]?", r"mehrere[nrs]?", r"viele[nrs]?", r"verschiedene[nrs]?", r"zahlreiche[nrs]?", r"deutlich", r"erheblich",
        r"wesentlich", r"regelmäßig", r"angemessen\w*", r"ausreichend\w*", r"besser\w*", r"usw", r"etc",
    ),
    "es": (
        r"tant[oa]s? (?:\w+ ){0,2}como sea posible", r"el mayor número(?: de \w+)? posible", r"lo antes posible", r"cuanto antes",
        r"en lo posible", r"vari[oa]s", r"algun[oa]s", r"much[oa]s", r"divers[oa]s", r"numeros[oa]s", r"significativ\w+",
        r"considerabl\w+", r"sustancial\w*", r"regularmente", r"periódicamente", r"adecuad\w+", r"suficientes?", r"mejore?s?", r"etc",
    ),
    "fr": (
        r"autant (?:de \w+ )?que possible", r"le plus (?:grand nombre )?(?:de \w+ )?possible", r"dès que possible",
        r"dans la mesure du possible", r"plusieurs", r"quelques", r"beaucoup", r"de nombreu(?:x|ses)", r"nombreu(?:x|ses)", r"divers(?:es)?",
        r"significativ\w+", r"considérabl\w+", r"sensiblement", r"régulièrement", r"adéquat\w*", r"appropriée?s?", r"suffisant\w*",
        r"meilleure?s?", r"mieux", r"etc",
    ),
}  # fmt: skip

# What one sets out to do.
AIMS: Mapping[str, str] = {
    "en": (
        "increase|raise|reduce|decrease|cut|lower|double|triple|halve|create|build|set up|establish|found|sign|conclude|organi[sz]e|hold|"
        "run|train|attract|win|launch|develop|enter|open|publish|draw up|prepare|bring|send|invest|support|improve|strengthen|promote|"
        "enhance|foster|boost|facilitate|carry out|visit|register|recruit|invite"
    ),
    "de": (
        "erhöhen|steigern|senken|verringern|reduzieren|halbieren|verdoppeln|gründen|aufbauen|schaffen|unterzeichnen|abschließen|"
        "organisieren|veranstalten|durchführen|schulen|gewinnen|starten|entwickeln|eröffnen|veröffentlichen|erstellen|vorbereiten|"
        "entsenden|investieren|verbessern|stärken|fördern|unterstützen|besuchen|einladen|ausbauen"
    ),
    "es": (
        "aumentar|incrementar|reducir|disminuir|duplicar|crear|establecer|fundar|firmar|organizar|celebrar|formar|atraer|lanzar|"
        "desarrollar|entrar|abrir|publicar|elaborar|preparar|enviar|invertir|apoyar|mejorar|reforzar|fortalecer|fomentar|promover|"
        "realizar|visitar|invitar"
    ),
    "fr": (
        "augmenter|accroître|réduire|diminuer|doubler|créer|établir|fonder|signer|conclure|organiser|former|attirer|lancer|développer|"
        "entrer|ouvrir|publier|élaborer|préparer|envoyer|investir|soutenir|améliorer|renforcer|favoriser|promouvoir|réaliser|visiter|inviter"
    ),
}
JOINED: Mapping[str, str] = {
    "en": r"and|as well as|;",
    "de": r"und|sowie|;",
    "es": r"y|e|así como|;",
    "fr": r"et|ainsi que|;",
}

# What says that a figure shall fall.
FALLING: Mapping[str, str] = {
    "en": r"reduc\w+|decreas\w+|cut|lower|halv\w+|fewer|less|shorten\w*",
    "de": r"senk\w+|verringer\w+|reduzier\w+|halbier\w+|weniger|verkürz\w+|geringer\w*",
    "es": r"reduc\w+|reduz\w+|disminu\w+|menos|acort\w+|bajar",
    "fr": r"rédui\w+|diminu\w+|baiss\w+|moins|raccourc\w+",
}

NUMBER_WORDS: Mapping[str, Mapping[str, int]] = {
    "en": {"one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10, "eleven": 11, "twelve": 12, "twenty": 20, "fifty": 50},
    "de": {"zwei": 2, "drei": 3, "vier": 4, "fünf": 5, "sechs": 6, "sieben": 7, "acht": 8, "neun": 9, "zehn": 10, "elf": 11, "zwölf": 12, "zwanzig": 20, "fünfzig": 50},
    "es": {"dos": 2, "tres": 3, "cuatro": 4, "cinco": 5, "seis": 6, "siete": 7, "ocho": 8, "nueve": 9, "diez": 10, "once": 11, "doce": 12, "veinte": 20, "cincuenta": 50},
    "fr": {"deux": 2, "trois": 3, "quatre": 4, "cinq": 5, "six": 6, "sept": 7, "huit": 8, "neuf": 9, "dix": 10, "onze": 11, "douze": 12, "vingt": 20, "cinquante": 50},
}  # fmt: skip
