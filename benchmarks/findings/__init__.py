"""Generated partnerships with planted inconsistencies: what the checker finds of them, beside exact comparison.

`names` and `spelling` make bodies and the ways in which people write them, `scene` a partnership without faults, `plants` one
sort of fault each, `truth` what was planted and how findings are counted against it, `naive` the peer. Nothing here uses the
checker's own folding, ladder or vocabulary: only the dataclasses that it is given.
"""
