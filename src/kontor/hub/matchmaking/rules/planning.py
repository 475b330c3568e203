"""What must hold when schedules are made, changed and published."""

from kontor.hub.foundation.refusal import N_, Refusal


class NothingToPlan(Refusal):
    code = "nothing-to-plan"
    sentence = N_("There is nothing to plan yet: the session needs times, a room with tables, and wishes.")


class NoSchedule(Refusal):
    code = "no-schedule"
    sentence = N_("No schedule was found: %(reason)s")


class NotADraft(Refusal):
    code = "not-a-draft"
    sentence = N_(
        "Schedule %(number)s is no draft any more: somebody has published or discarded it meanwhile."
    )


class PublishedMeanwhile(Refusal):
    code = "published-meanwhile"
    sentence = N_(
        "Another schedule was published after this draft was made, so it would undo what people were told. Plan again: what is published and kept stays."
    )


class NoLongerHolds(Refusal):
    code = "no-longer-holds"
    sentence = N_(
        "This draft no longer holds, because people, times, rooms or wishes changed after it was made: %(meetings)s. Plan again, then publish."
    )


class NothingPublished(Refusal):
    code = "nothing-published"
    sentence = N_("No schedule is published yet: plan and publish one first.")


class AllOver(Refusal):
    code = "all-over"
    sentence = N_("All times of the session are past: there is nothing left to plan.")


class NothingChanges(Refusal):
    code = "nothing-changes"
    sentence = N_("Nothing has to change: everybody can hold the meetings that are published.")


class CannotMove(Refusal):
    code = "cannot-move"
    sentence = N_(
        "The meeting cannot be there: one of the two is away then, or there is no table. Choose another time or room."
    )


class NotPlanned(Refusal):
    code = "not-planned"
    sentence = N_("There is no published meeting of this wish, so nothing can be said of it.")
