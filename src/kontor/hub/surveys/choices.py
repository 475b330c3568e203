"""Words of this area."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class VersionSource(TextChoices):
    """Where a version of a questionnaire came from."""

    BLANK = "blank", _("begun empty")
    LSS = "lss", _("LimeSurvey file")
    XLSFORM = "xlsform", _("XLSForm file")
    COPIED = "copied", _("copied from another version")


class BuildVerb(TextChoices):
    """What is done to a draft. `save` is a form that changed several things of one place at once."""

    ADD_PAGE = "add-page", _("page added")
    ADD_QUESTION = "add-question", _("question added")
    ADD_ENTRY = "add-entry", _("answer added")
    CHANGE = "change", _("changed")
    RECODE = "recode", _("codes changed")
    TRANSLATE = "translate", _("texts changed")
    MOVE = "move", _("moved")
    COPY = "copy", _("copied")
    REMOVE = "remove", _("removed")
    ADD_LANGUAGE = "add-language", _("language added")
    REMOVE_LANGUAGE = "remove-language", _("language removed")
    SAVE = "save", _("edited")


class WaveState(TextChoices):
    DRAFT = "draft", _("in preparation")
    OPEN = "open", _("open")
    CLOSED = "closed", _("closed")
    PUBLISHED = "published", _("results published")


class RespondentUnit(TextChoices):
    """In whose name one response speaks."""

    PARTNERSHIP = "partnership", _("one response for each partnership")
    ORGANISATION = "organisation", _("one response for each organisation")
    PERSON = "person", _("one response for each person")


class ResponseState(TextChoices):
    """Opened: the first page was asked for. Partial: something was answered. Both count in the blocks they reached."""

    OPENED = "opened", _("opened")
    PARTIAL = "partial", _("begun")
    SUBMITTED = "submitted", _("handed in")


class ContactKind(TextChoices):
    INVITED = "invited", _("invited")
    REMINDED = "reminded", _("reminded")
    BOUNCED = "bounced", _("came back")
    DELAYED = "delayed", _("delayed on the way")
    OPTED_OUT = "opted-out", _("asked for no more letters")
    OPTED_IN = "opted-in", _("takes letters again")
    RECEIPT = "receipt", _("receipt sent")


class ChangeState(TextChoices):
    OPEN = "open", _("waiting")
    APPROVED = "approved", _("taken over")
    DECLINED = "declined", _("declined")


class LetterKind(TextChoices):
    """Letters whose words a wave may give itself."""

    INVITED = "invited", _("invitation")
    REMINDED = "reminded", _("reminder")
    RECEIPT = "receipt", _("receipt")


class Standing(TextChoices):
    """Where one invited stands, as lists say it: the first that applies."""

    ERASED = "erased", _("erased")
    ANSWERED = "answered", _("answered")
    OPTED_OUT = "opted-out", _("wants no letters")
    BOUNCED = "bounced", _("letter came back")
    BEGUN = "begun", _("begun")
    OPENED = "opened", _("opened")
    REMINDED = "reminded", _("reminded")
    SENT = "sent", _("invited")
    WAITING = "waiting", _("not invited yet")


STANDING_TONES = {
    "answered": "good",
    "begun": "info",
    "opened": "info",
    "sent": "neutral",
    "reminded": "neutral",
    "waiting": "neutral",
    "bounced": "bad",
    "opted-out": "warning",
    "erased": "neutral",
}

# Barriers of the programme's survey by their identity -> the area of work in whose recommended actions a reader finds help.
AREA_OF_A_BARRIER = {
    "collaboration-within-escp": "joint-strategy",
    "collaboration-other-escps": "cooperation",
    "market-knowledge": "internationalisation",
    "partners-third-markets": "internationalisation",
    "complementary-funding": "investment",
    "sme-engagement": "cooperation",
}
