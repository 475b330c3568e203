"""Questions to the directory: one file per subject, each answer as far as the actor may see it."""

from kontor.hub.directory.queries.completeness import completeness_of, profile_values
from kontor.hub.directory.queries.findable import KIND, SEARCH, find_organisations
from kontor.hub.directory.queries.keys import Moved, by_key
from kontor.hub.directory.queries.own import links_of_teams, own_organisations, waiting_for_review
from kontor.hub.directory.queries.peers import Peer, peers_of
from kontor.hub.directory.queries.profile import Profile, editable, profile_of
from kontor.hub.directory.queries.similar import similar_organisations
from kontor.hub.directory.queries.terms import TermNode, taxonomy_sizes, terms_to_choose, tree_of

__all__ = [
    "KIND",
    "SEARCH",
    "Moved",
    "Peer",
    "Profile",
    "TermNode",
    "by_key",
    "completeness_of",
    "editable",
    "find_organisations",
    "links_of_teams",
    "own_organisations",
    "peers_of",
    "profile_of",
    "profile_values",
    "similar_organisations",
    "taxonomy_sizes",
    "terms_to_choose",
    "tree_of",
    "waiting_for_review",
]
