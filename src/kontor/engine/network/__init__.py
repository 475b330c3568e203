"""Who works with whom: graphs of organisations, how they hold together, and where to draw them.

Organisations that share a partnership are linked (`project`); on that graph stand the measures, the bridges, the
communities and the paths. Weights say how many partnerships a pair shares. Every function gives the same answer for
the same graph (and seed), on every machine; each kind of answer has a checker in `check`.
"""

from kontor.engine.network.check import (
    is_articulation_point,
    is_bridge,
    is_community_partition,
    is_k_core,
    is_path,
)
from kontor.engine.network.cohesion import (
    BridgeOrganisation,
    articulation_points,
    bridge_organisations,
    bridges,
    components,
    core_numbers,
    k_core,
)
from kontor.engine.network.communities import Communities, communities, modularity
from kontor.engine.network.graph import Affiliation, Graph, Projection, Tie, ego, members_of, project
from kontor.engine.network.layout import layout
from kontor.engine.network.measures import (
    Betweenness,
    betweenness,
    closeness,
    clustering,
    degree,
    density,
    mean_clustering,
    transitivity,
    weighted_degree,
)
from kontor.engine.network.paths import Path, Step, shortest_paths

__all__ = [
    "Affiliation",
    "Betweenness",
    "BridgeOrganisation",
    "Communities",
    "Graph",
    "Path",
    "Projection",
    "Step",
    "Tie",
    "articulation_points",
    "betweenness",
    "bridge_organisations",
    "bridges",
    "closeness",
    "clustering",
    "communities",
    "components",
    "core_numbers",
    "degree",
    "density",
    "ego",
    "is_articulation_point",
    "is_bridge",
    "is_community_partition",
    "is_k_core",
    "is_path",
    "k_core",
    "layout",
    "mean_clustering",
    "members_of",
    "modularity",
    "project",
    "shortest_paths",
    "transitivity",
    "weighted_degree",
]
