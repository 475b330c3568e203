"""Makes the invented participants and wishes of the demo's day of single meetings: `python tools/build_demo_session.py demo/matchmaking`.

Run by hand when the day is to look otherwise; the same seed gives the same files. Companies, seats and sentences are invented: no
person and no organisation of the directory takes part.
"""

import csv
import random
import sys
from pathlib import Path

SEED = 2027
SIDES = {"visiting": 70, "receiving": 50}
COUNTRIES = {"visiting": ("ES", "DE", "FR", "IT", "PL", "SE", "PT"), "receiving": ("PE",)}
LANGUAGES = {"ES": "es, en", "PE": "es", "DE": "de, en", "FR": "fr, en"}
SEATS = (
    "Export management",
    "Research and development",
    "General management",
    "Purchasing",
    "Business development",
)
BEGINNINGS = (
    "Alto",
    "Brisa",
    "Cedro",
    "Delta",
    "Estela",
    "Faro",
    "Gneis",
    "Halo",
    "Iris",
    "Jade",
    "Kiri",
    "Lumen",
    "Mira",
    "Nexo",
)
ENDINGS = ("agua", "cadena", "campo", "frio", "mar", "medica", "metal", "pack", "sol", "tech")
TOPICS = (
    "drip irrigation and water pumps", "cold chain logistics", "biodegradable packaging", "solar power for farms",
    "traceability software for food", "fish processing machines", "quinoa and superfood products", "recycling of metals",
    "medical devices for rural clinics", "sensors for vineyards", "waste water treatment", "mining safety equipment",
)  # fmt: skip
WITH_ADDRESS = 8  # every eighth has an address, and is asked a month later what became of it
WISHES = {"visiting": (4, 9), "receiving": (1, 5)}
MET = ("We would like to see a sample.", "We look for a distributor.", "Joint research proposal.", "")


def main(folder: Path) -> None:
    draw = random.Random(SEED)  # noqa: S311 - invented data, no secret
    people = [person for side, number in SIDES.items() for person in people_of(side, number, draw)]
    write(folder / "participants.csv", people)
    write(folder / "wishes.csv", list(wishes_of(people, draw)))


def people_of(side, number, draw):
    names = [f"{one}{other}" for one in BEGINNINGS for other in ENDINGS]
    draw.shuffle(names)
    for place in range(number):
        country = draw.choice(COUNTRIES[side])
        offers, needs = draw.sample(TOPICS, 2)
        company = f"{names[place]} {country}"
        yield {
            "id": f"example-{side}-{place + 1:03}", "session": "example-day", "type": side, "name": f"{draw.choice(SEATS)}, {company}",
            "function": "", "email": f"{side}-{place + 1:03}@example.org" if place % WITH_ADDRESS == 0 else "", "organisation_name": f"{company} (invented)", "country": country,
            "languages": LANGUAGES.get(country, "en"), "offers": offers, "needs": needs,
            "there_from": "2027-05-12 11:00" if draw.random() < 0.08 else "", "maximum": draw.choice(("", "", "6", "8")),
        }  # fmt: skip


def wishes_of(people, draw):
    """Most ask those who offer what they look for."""
    for one in people:
        others = [other for other in people if other["type"] != one["type"]]
        others.sort(key=lambda other: (other["offers"] != one["needs"], draw.random()))
        for other in others[: draw.randint(*WISHES[one["type"]])]:
            state = draw.choices(("asked", "accepted", "declined"), (5, 4, 1))[0]
            yield {
                "asker": one["id"], "asked": other["id"], "weight": draw.randint(1, 3), "reason": draw.choice(MET), "state": state,
            }  # fmt: skip


def write(path: Path, rows) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
