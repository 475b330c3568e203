"""Free room for labels."""

from kontor.documents.drawings import labels


def test_room_is_free_only_where_nothing_was_taken() -> None:
    room = labels.Room(labels.Box(0, 0, 100, 100))
    room.take(labels.Box(10, 10, 50, 20))

    answers = [
        room.free(labels.Box(*corners)) for corners in ((45, 15, 60, 25), (51, 10, 60, 20), (90, 90, 110, 95))
    ]

    assert answers == [False, True, False]
