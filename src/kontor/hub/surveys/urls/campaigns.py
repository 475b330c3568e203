"""Addresses of campaigns."""

from django.urls import path

from kontor.hub.surveys.views import campaigns, consenting, known, respondents, stopping

OF_A_WAVE = "<slug:key>/waves/<slug:wave>/invitations/"

urlpatterns = [
    path("stop/<slug:token>/", stopping.Stop.as_view(), name="stop"),
    path("consent/<slug:token>/", consenting.Consent.as_view(), name="consent"),
    path("receipt/<slug:token>/", stopping.Receipt.as_view(), name="receipt"),
    path("changes/", known.ShowChanges.as_view(), name="changes"),
    path("changes/<int:pk>/", known.DecideChange.as_view(), name="decide_change"),
    path("<slug:key>/known/", known.LinkKnown.as_view(), name="link_known"),
    path(OF_A_WAVE, campaigns.ShowInvited.as_view(), name="invited"),
    path(f"{OF_A_WAVE}add/", campaigns.Invite.as_view(), name="invite"),
    path(f"{OF_A_WAVE}send/", campaigns.Send.as_view(), name="send"),
    path(f"{OF_A_WAVE}remind/", campaigns.Remind.as_view(), name="remind"),
    path(f"{OF_A_WAVE}plan/", campaigns.PlanReminders.as_view(), name="plan_reminders"),
    path(f"{OF_A_WAVE}words/", campaigns.SetWords.as_view(), name="words"),
    path(f"{OF_A_WAVE}contacts/", campaigns.ShowContacts.as_view(), name="contacts"),
    path(f"{OF_A_WAVE}returned/", campaigns.ReadReturned.as_view(), name="returned"),
    path(f"{OF_A_WAVE}<int:pk>/", respondents.ShowRespondent.as_view(), name="respondent"),
    path(f"{OF_A_WAVE}<int:pk>/edit/", respondents.EditInvitation.as_view(), name="edit_invitation"),
    path(f"{OF_A_WAVE}<int:pk>/remove/", respondents.RemoveInvitation.as_view(), name="remove_invitation"),
    path(f"{OF_A_WAVE}<int:pk>/erase/", respondents.EraseRespondent.as_view(), name="erase_respondent"),
]
