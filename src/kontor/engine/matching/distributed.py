"""The best of very many, reckoned by the workers of a Dask cluster: the same loop on the same arrays, so the same answers.

The lists of holders are made once, in the process that asks, and sent to every worker; who asks is dealt out in stretches.
So each worker needs the room of the lists, and the time of the loop is divided by the number of workers. Dask is an optional
extra (`requirements-scale.txt`), taken because it starts on one machine as easily as it joins a cluster by its address, and
sends work again when a worker is lost.
"""

from collections.abc import Callable
from typing import Any

import numpy as np

from kontor.engine.matching.everybody import PARTS, Found, Numbers, Pairs, Through, here

STRETCH = (
    256  # so many ask in one task: about a second among a million, so that progress shows and a stop is soon
)


def over(client: Any, *, stretch: int = STRETCH, told: Callable[[int, int], None] | None = None) -> Through:
    """Return what `suggest` takes as `through`: the workers that `client`, a `distributed.Client`, is connected to.

    `told(done, all)` is called after each stretch, in profiles. Whatever ends the work early, an interruption or an error of
    `told`, withdraws what has not been reckoned. Raises what Dask raises where the cluster keeps losing its workers.
    """
    from distributed import as_completed

    def through(pairs: Pairs, places: Numbers, k: int) -> Found:
        who = np.full((len(places), k), -1, np.int32)
        points = np.zeros((len(places), k, PARTS))
        # In a list, because Dask would take the tuple apart; on every worker, so that none waits for another.
        (shared,) = client.scatter([pairs], broadcast=True, hash=False)
        waiting = {
            client.submit(here, shared, places[start : start + stretch], k, pure=False): start
            for start in range(0, len(places), stretch)
        }
        done = 0
        try:
            for future, (whom, parts) in as_completed(list(waiting), with_results=True):
                start = waiting.pop(future)
                who[start : start + len(whom)], points[start : start + len(whom)] = whom, parts
                done += len(whom)
                if told is not None:
                    told(done, len(places))
        finally:
            client.cancel([*waiting, shared])
        return who, points

    return through
