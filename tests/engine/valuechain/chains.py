"""Drawn chains, and one that is told in full: bread from field to table."""

from hypothesis import strategies as st

from kontor.engine.valuechain import Chain, Component, Contribution, Link, Organisation

BREAD = Chain(
    components=(
        Component("grow", "Growing"),
        Component("mill", "Milling", readiness=6),
        Component("bake", "Baking", wanted=2, weight=2),
        Component("pack", "Packing"),
        Component("sell", "Selling", weight=3),
    ),
    links=(
        Link("grow", "mill", "goods"),
        Link("mill", "bake", "goods"),
        Link("bake", "pack", "goods"),
        Link("bake", "sell", "goods"),
        Link("pack", "sell", "goods"),
    ),
    organisations=(
        Organisation("ada", "Ada", "DE", "north", "europe"),
        Organisation("bo", "Bo", "ES", "south", "europe"),
        Organisation("cy", "Cy", "CO", "south", "counterpart"),
    ),
    contributions=(
        Contribution("ada", "grow"),
        Contribution("ada", "mill", readiness=7),
        Contribution("bo", "mill", readiness=4),
        Contribution("cy", "mill"),
        Contribution("bo", "bake", complements="only rye"),
        Contribution("cy", "bake"),
        Contribution("cy", "pack"),
    ),
)


@st.composite
def chains(draw: st.DrawFn, most: int = 6, forward: bool = False) -> Chain:
    """Small chains: any links between different components, or only those to a later one; levels known and not."""
    count = draw(st.integers(0, most))
    names = [f"c{i}" for i in range(count)]
    pairs = [(a, b) for a in range(count) for b in range(count) if a < b or (a > b and not forward)]
    links = draw(st.lists(st.sampled_from(pairs), max_size=10, unique=True)) if pairs else []
    able = ["o0", "o1", "o2", "o3"]
    places = [(who, name) for who in able for name in names]
    rows = draw(st.lists(st.sampled_from(places), max_size=10, unique=True)) if places else []
    level = st.sampled_from([None, 3, 6, 9])
    return Chain(
        components=tuple(
            Component(
                name, wanted=draw(st.integers(1, 2)), readiness=draw(level), weight=draw(st.integers(1, 3))
            )
            for name in names
        ),
        links=tuple(Link(names[a], names[b]) for a, b in links),
        organisations=tuple(
            Organisation(
                who, "", draw(st.sampled_from(["", "DE", "ES"])), draw(st.sampled_from(["", "p", "q"]))
            )
            for who in able
        ),
        contributions=tuple(
            Contribution(who, name, readiness=draw(level), complements=draw(st.sampled_from(["", "yes"])))
            for who, name in rows
        ),
    )
