"""What changes in countries: one file per subject, one function per verb."""

from kontor.hub.countries.actions.bodies import (
    BodyEntry,
    change_bodies,
    edit_body,
    name_bodies,
    remove_body,
)
from kontor.hub.countries.actions.examples import ExampleEntry, add_examples, change_examples
from kontor.hub.countries.actions.facts import (
    FactEntry,
    add_facts,
    change_facts,
    edit_fact,
    withdraw_fact,
)
from kontor.hub.countries.actions.markets import adopt_markets, choose_markets, weigh_markets
from kontor.hub.countries.actions.profiles import (
    ProfileEntry,
    add_profiles,
    change_profiles,
    edit_profile,
    restore_profile,
    withdraw_profile,
)
from kontor.hub.countries.actions.studies import (
    begin_study,
    edit_study,
    publish_study,
    remove_figure,
    remove_study,
    take_back_study,
    write_figure,
    write_item,
)

__all__ = [
    "BodyEntry",
    "ExampleEntry",
    "FactEntry",
    "ProfileEntry",
    "add_examples",
    "add_facts",
    "add_profiles",
    "adopt_markets",
    "begin_study",
    "change_bodies",
    "change_examples",
    "change_facts",
    "change_profiles",
    "choose_markets",
    "edit_body",
    "edit_fact",
    "edit_profile",
    "edit_study",
    "name_bodies",
    "publish_study",
    "remove_body",
    "remove_figure",
    "remove_study",
    "restore_profile",
    "take_back_study",
    "weigh_markets",
    "withdraw_fact",
    "withdraw_profile",
    "write_figure",
    "write_item",
]
