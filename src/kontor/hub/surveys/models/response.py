"""What came back."""

from typing import Any, ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from kontor.hub.foundation.models import Record
from kontor.hub.partnerships.models import Partnership
from kontor.hub.surveys.choices import ChangeState, ResponseState
from kontor.hub.surveys.models.invitation import Invitation
from kontor.hub.surveys.models.wave import Wave


class SurveyResponse(Record):
    """One respondent's answers as one document (`engine.questionnaire.Response`): opened -> partial -> submitted.

    `invitation` is empty for answers over the open link, and of an anonymous wave once handed in. `blocks` are the codes of
    the blocks she reached, `dropped` what was not handed in, with the reason, after she was told. `consent`: by purpose the
    answer, the version of the text and when. `prefilled`: the cells that the records answered (`engine.questionnaire.known`).
    An erased one keeps what is counted, and no words.
    """

    pii: ClassVar[bool] = True
    personal: ClassVar[frozenset[str]] = frozenset({"document", "dropped", "prefilled", "resume_hash"})
    pii_purpose: ClassVar[Any] = _(
        "What the respondent answered. Kept as long as the survey; counted without her name, quoted only with her consent."
    )

    wave = models.ForeignKey(Wave, on_delete=models.CASCADE, related_name="responses")
    invitation = models.OneToOneField(
        Invitation, on_delete=models.SET_NULL, null=True, blank=True, related_name="response"
    )
    resume_hash = models.CharField(max_length=64, null=True, blank=True, unique=True, editable=False)
    document = models.JSONField(_("answers"), default=dict)
    state = models.CharField(_("state"), max_length=10, choices=ResponseState, default=ResponseState.OPENED)
    blocks = models.JSONField(_("blocks reached"), default=list, blank=True)
    group = models.CharField(_("group"), max_length=80, blank=True)
    partnership = models.ForeignKey(
        Partnership, on_delete=models.SET_NULL, null=True, blank=True, related_name="+",
        related_query_name="survey_response", verbose_name=_("partnership"),
    )  # fmt: skip
    language = models.CharField(_("language"), max_length=12, blank=True)
    started_at = models.DateTimeField(_("begun"), null=True, blank=True)
    saved_at = models.DateTimeField(_("last saved"), null=True, blank=True)
    submitted_at = models.DateTimeField(_("handed in"), null=True, blank=True)
    consent = models.JSONField(_("consent"), default=dict, blank=True)
    dropped = models.JSONField(_("not handed in"), default=list, blank=True)
    prefilled = models.JSONField(_("filled in from the records"), default=list, blank=True)
    erased_at = models.DateTimeField(_("erased"), null=True, blank=True)

    class Meta:
        ordering = ["pk"]
        verbose_name = _("response to a survey")
        verbose_name_plural = _("responses to surveys")
        indexes = [models.Index(fields=["wave", "state"], name="response_counting")]

    def __str__(self) -> str:
        return f"response {self.pk}"


def place_of_file(file: "SurveyFile", name: str) -> str:
    """By response and digest: two respondents never share a file, whatever its bytes."""
    return f"surveys/{file.response_id}/{file.sha256}"


class SurveyFile(Record):
    """A file that a respondent handed in as the answer to a question: `cell` with the items around it (case/2/F1), whose answer is its name."""

    pii: ClassVar[bool] = True
    personal: ClassVar[frozenset[str]] = frozenset({"file", "file_name"})
    pii_purpose: ClassVar[Any] = _("A file that belongs to an answer. Goes with the response.")

    response = models.ForeignKey(SurveyResponse, on_delete=models.CASCADE, related_name="files")
    cell = models.CharField(max_length=200)
    file = models.FileField(_("file"), upload_to=place_of_file, max_length=160)
    file_name = models.CharField(_("file name"), max_length=250)
    media_type = models.CharField(max_length=100)
    size = models.PositiveBigIntegerField(_("size"), default=0)
    sha256 = models.CharField(max_length=64)

    class Meta:
        ordering = ["pk"]
        verbose_name = _("file of a response")

    def __str__(self) -> str:
        return f"file {self.pk} of {self.response_id}"


class ProposedChange(Record):
    """What a respondent told otherwise than a record says: waiting for whoever keeps the record, never written over it.

    `record_kind` is the model's label, `record_id` its id: records live lower and higher, so there is no foreign key.
    """

    pii: ClassVar[bool] = True
    personal: ClassVar[frozenset[str]] = frozenset({"before", "told"})

    response = models.ForeignKey(SurveyResponse, on_delete=models.CASCADE, related_name="changes")
    record_kind = models.CharField(max_length=60)
    record_id = models.BigIntegerField(null=True, blank=True)
    field = models.CharField(_("field"), max_length=80)
    before = models.JSONField(_("as recorded"), null=True, blank=True)
    told = models.JSONField(_("as told"), null=True, blank=True)
    state = models.CharField(_("state"), max_length=10, choices=ChangeState, default=ChangeState.OPEN)
    decided_at = models.DateTimeField(_("decided"), null=True, blank=True)

    class Meta:
        ordering = ["pk"]
        verbose_name = _("change told in a survey")

    def __str__(self) -> str:
        return f"{self.record_kind} {self.record_id} {self.field}"
