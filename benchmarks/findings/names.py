"""Bodies and events with names as they are found in reports: cluster organisations, companies, chambers, ministries, fairs."""

import random
from dataclasses import dataclass

PLACES = [
    "Catalunya",
    "Łódź",
    "Bretagne",
    "Galicia",
    "Śląsk",
    "Saxony",
    "Emilia-Romagna",
    "Jutland",
    "Transilvania",
    "Styria",
    "Tyrol",
    "Skåne",
    "Västra Götaland",
    "Île-de-France",
    "Wallonie",
    "Alentejo",
    "Baden-Württemberg",
    "Thüringen",
    "Moravia",
    "Zlín",
    "Dalmacija",
    "Attica",
    "Thessaloniki",
    "Nuevo León",
    "Jalisco",
    "Antioquia",
    "Bogotá",
    "São Paulo",
    "Minas Gerais",
    "Karnataka",
    "Gujarat",
    "Osaka",
    "Kyūshū",
    "Jiangsu",
    "Shenzhen",
    "Québec",
    "Ontario",
    "Michigan",
    "Ohio",
    "Texas",
    "Gauteng",
    "Casablanca",
    "Abu Dhabi",
    "Dubai",
    "Haifa",
    "Amman",
    "Hanoi",
    "Penang",
    "Lima",
    "Cusco",
    "Valparaíso",
    "Antofagasta",
    "Córdoba",
    "Mendoza",
]
FIELDS = [
    "Aerospace",
    "Agrofood",
    "Automotive",
    "Battery",
    "Biotech",
    "Ceramics",
    "Composites",
    "Construction",
    "Creative",
    "Dairy",
    "Digital",
    "Electronics",
    "Energy",
    "Fashion",
    "Fisheries",
    "Forestry",
    "Furniture",
    "Health",
    "Hydrogen",
    "Lightweight",
    "Logistics",
    "Maritime",
    "Materials",
    "Medical",
    "Mining",
    "Mobility",
    "Optics",
    "Packaging",
    "Photonics",
    "Plastics",
    "Polymers",
    "Railway",
    "Recycling",
    "Robotics",
    "Security",
    "Semiconductor",
    "Solar",
    "Space",
    "Textile",
    "Tourism",
    "Water",
    "Wind",
    "Wine",
    "Wood",
]
BRANDS = [
    "Acenta",
    "Alvaro",
    "Belmor",
    "Brixen",
    "Calder",
    "Corvex",
    "Dalmin",
    "Delfan",
    "Duvora",
    "Elmira",
    "Ensato",
    "Fenwyk",
    "Ferrol",
    "Galdur",
    "Gervan",
    "Halvor",
    "Ibérica",
    "Jorvik",
    "Kaltor",
    "Kervan",
    "Lanxor",
    "Litera",
    "Maldon",
    "Mervel",
    "Nexira",
    "Norvik",
    "Olivar",
    "Ostara",
    "Palmar",
    "Perval",
    "Quintor",
    "Ravena",
    "Rosmar",
    "Salvia",
    "Sertan",
    "Tamsin",
    "Torvald",
    "Ulmera",
    "Valdor",
    "Ventas",
    "Wexter",
    "Xantor",
    "Ymira",
    "Zelkor",
    "Zenith",
    "Barlow",
    "Kestrel",
    "Hanbury",
    "Iwata",
    "Tanaka",
    "Sumida",
]
LEGAL = {
    "DE": ("GmbH", "e.V."), "ES": ("S.L.", "S.A."), "FR": ("SAS", "SARL"), "IT": ("Srl", "SpA"), "PL": ("Sp. z o.o.",),
    "CZ": ("s.r.o.", "z.s."), "GB": ("Ltd", "Limited"), "CN": ("Co., Ltd.",), "JP": ("Co., Ltd.", "Corporation"),
    "US": ("Inc.", "LLC"), "BR": ("Ltda.",), "MX": ("S.A. de C.V.",), "CO": ("S.A.S.",), "IN": ("Pvt. Ltd.",), "CL": ("SpA",),
}  # fmt: skip
COUNTRIES = tuple(LEGAL)
CLUSTERS = (
    "{f} Cluster {p}", "Cluster {f} {p}", "{p} {f} Network", "{f} Alliance {p}", "Association of {f} Industry in {p}",
    "{f} Valley {p}", "Pôle {f} {p}", "Asociación {f} de {p}", "{b} {f} Cluster",
)  # fmt: skip
OTHERS = (
    "Chamber of Commerce of {p}", "University of {p}", "{p} Institute of {f} Technology", "Department of {f} of {p}",
    "{f} Research Centre {p}", "Technology Park {p}", "{p} Economic Development Agency",
)  # fmt: skip
COMPANIES = ("{b} {f}", "{b} {f} Systems", "{b}", "{b} Engineering", "{b} & Partners {f}", "{b} Technologies")
EVENTS = (
    "International {f} Fair {p}", "{f} Days {p}", "{f} Expo", "{b} Matchmaking for {f}", "{p} {f} Summit", "World {f} Forum",
    "{f} Business Mission to {p}", "Conference on {f} in {p}", "{p} Brokerage Event",
)  # fmt: skip


@dataclass(frozen=True)
class Body:
    """A body under its full name; `short` is what it is known by, where it is known by that."""

    name: str
    country: str
    short: str = ""


class Names:
    """Names that are never given twice, though many are nearly alike."""

    def __init__(self, chance: random.Random) -> None:
        self.chance = chance
        self.given: set[str] = set()

    def cluster(self) -> Body:
        return self._body(CLUSTERS, legal=0.3, short=0.25)

    def other(self) -> Body:
        return self._body(OTHERS, legal=0.0, short=0.25)

    def company(self) -> Body:
        return self._body(COMPANIES, legal=0.8, short=0.0)

    def any(self) -> Body:
        return self.chance.choice((self.cluster, self.other, self.company))()

    def event(self) -> str:
        name = self._new(EVENTS)
        return self.chance.choice((name, name, f"{name} 2022", f"{self.chance.randint(3, 29)}th {name}"))

    def sibling(self, body: Body) -> Body:
        """Another body with nearly the same name: another place, field or line of business of the same house."""
        for _attempt in range(1000):
            name = self._nearly(body.name)
            if name not in self.given and name != body.name:
                return Body(self._mark(name), body.country)
        raise ValueError("There are no more names: make a smaller partnership.")

    def _nearly(self, name: str) -> str:
        for pool in (PLACES, FIELDS):
            held = [one for one in pool if one in name]
            if held:
                return name.replace(held[0], self.chance.choice(pool))
        first, *others = name.split()
        return " ".join((first, self.chance.choice(FIELDS), *others))

    def _body(self, templates: tuple[str, ...], *, legal: float, short: float) -> Body:
        country = self.chance.choice(COUNTRIES)
        name = self._new(templates)
        initials = "".join(
            word[0] for word in name.split() if word[0].isalpha() and word not in ("of", "in", "de", "for")
        )
        if self.chance.random() < legal:
            name += f" {self.chance.choice(LEGAL[country])}"
        known = len(initials) >= 3 and self.chance.random() < short
        return Body(self._mark(name), country, initials.upper() if known else "")

    def _new(self, templates: tuple[str, ...]) -> str:
        for _attempt in range(1000):
            name = self.chance.choice(templates).format(
                f=self.chance.choice(FIELDS), p=self.chance.choice(PLACES), b=self.chance.choice(BRANDS)
            )
            if name not in self.given:
                return self._mark(name)
        raise ValueError("There are no more names: make a smaller partnership.")

    def _mark(self, name: str) -> str:
        self.given.add(name)
        return name
