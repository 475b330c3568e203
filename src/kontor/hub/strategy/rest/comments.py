"""What is said to the objectives of a joint strategy, for programs: read it, take it out."""

from datetime import datetime
from typing import Any

from django.http import HttpRequest
from ninja import Status
from pydantic import Field

from kontor.hub.foundation.api import Identifier, Key, Schema, Text
from kontor.hub.strategy import actions, queries
from kontor.hub.strategy.rest.base import router


class ObjectiveCommentOut(Schema):
    """What a partner said to an objective; `by` is the partner's name, or says that it is the coordination or hidden from you."""

    id: int
    by: str
    text: str
    said_at: datetime
    may_remove: bool


class CommentRemoval(Schema):
    """Why a comment is removed: needed for what another partner said."""

    reason: Text = Field("", max_length=250)


@router.get(
    "/strategy-objectives/{key}/comments", response=list[ObjectiveCommentOut], url_name="objective_comments"
)
def comments(request: HttpRequest, key: Key) -> list[dict[str, Any]]:
    """What was said to an objective of the draft, oldest first, for the partners."""
    actor = request.auth
    found = queries.objective_page(actor, queries.objective_by_key(actor, key))
    return [
        {
            "id": row.comment.pk, "by": row.by, "text": row.comment.text, "said_at": row.comment.created_at,
            "may_remove": row.may_remove,
        }
        for row in found.comments
    ]  # fmt: skip


@router.post("/objective-comments/{id}/remove", response={204: None}, url_name="remove_objective_comment")
def remove_comment(request: HttpRequest, id: Identifier, removal: CommentRemoval) -> Any:
    """Take a comment out. That it was removed is kept, its text is not."""
    actor = request.auth
    actions.remove_comment(actor=actor, comment=queries.comment_by_id(actor, id), reason=removal.reason)
    return Status(204, None)
