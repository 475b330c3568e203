"""Matching by the processes of a cluster: real workers, the same answers, a lost worker, a stop."""

import os
import signal
from collections.abc import Iterator

import numpy as np
import pytest

from benchmarks.matching import organisations
from kontor.engine.matching import suggest
from kontor.engine.matching.distributed import over

distributed = pytest.importorskip("distributed", reason="the optional extra for matching at scale")
NUMBER, K = 600, 5


@pytest.fixture(scope="module")
def client() -> Iterator["distributed.Client"]:
    """Two processes with a thread each, restarted where one is lost."""
    with (
        distributed.LocalCluster(
            n_workers=2, threads_per_worker=1, dashboard_address="127.0.0.1:0", host="127.0.0.1"
        ) as cluster,
        distributed.Client(cluster) as client,
    ):
        yield client


def test_two_processes_give_the_same_answers_as_one_and_both_have_work(client: "distributed.Client") -> None:
    fair = organisations(NUMBER, 3)
    seen: list[tuple[int, int]] = []

    found = suggest(
        fair, K, through=over(client, stretch=50, told=lambda done, all_: seen.append((done, all_)))
    )

    assert dict(found) == dict(suggest(fair, K))
    assert seen == [(done, NUMBER) for done in range(50, NUMBER + 1, 50)]
    assert len(client.nthreads()) == 2


def test_some_ask_among_all_and_only_they_are_answered(client: "distributed.Client") -> None:
    fair = organisations(NUMBER, 4)
    some = {one.id for one in fair[::7]} | {"nobody of this name"}
    requests = {"sme": ["cluster", "rto"]}

    found = suggest(fair, K, of=some, requests=requests, through=over(client, stretch=10))

    assert dict(found) == dict(suggest(fair, K, of=some, requests=requests))
    assert list(found) == sorted(some - {"nobody of this name"})


def test_a_worker_that_dies_loses_no_answer(client: "distributed.Client") -> None:
    fair = organisations(NUMBER, 5)
    doomed = list(client.run(os.getpid).values())[:1]

    def kill_one(done: int, all_: int) -> None:
        while doomed:
            os.kill(doomed.pop(), signal.SIGKILL)

    found = suggest(fair, K, through=over(client, stretch=10, told=kill_one))

    assert not doomed
    assert dict(found) == dict(suggest(fair, K))


def test_a_stop_withdraws_what_was_not_reckoned(client: "distributed.Client") -> None:
    def stop(done: int, all_: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        suggest(organisations(NUMBER, 6), K, through=over(client, stretch=2, told=stop))

    assert client.submit(np.add, 1, 1).result(timeout=30) == 2
    assert not client.futures or all(future.status != "pending" for future in client.futures.values())


def test_nobody_asks_and_nothing_is_sent(client: "distributed.Client") -> None:
    assert dict(suggest(organisations(20, 7), K, of=(), through=over(client))) == {}


def test_a_diverse_list_is_not_reckoned_elsewhere(client: "distributed.Client") -> None:
    with pytest.raises(ValueError, match="cannot be diverse"):
        suggest(organisations(20, 7), K, diversity=0.5, through=over(client))
