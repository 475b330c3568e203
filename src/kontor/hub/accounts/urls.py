"""Addresses of this area. allauth's own addresses (sign-up, password, second factor) follow below the same segment."""

from django.urls import path

from kontor.hub.accounts.views import entrance, own, platform, teams

app_name = "accounts"
urlpatterns = [
    path("login/", entrance.Enter.as_view(), name="enter"),
    path("continue-as/<int:pk>/", entrance.ContinueAs.as_view(), name="continue_as"),
    path("me/", own.Me.as_view(), name="me"),
    path("me/edit/", own.EditPerson.as_view(), name="edit_person"),
    path("me/sessions/", own.Sessions.as_view(), name="sessions"),
    path("me/sessions/end-others/", own.EndOtherSessions.as_view(), name="end_other_sessions"),
    path("me/sessions/<int:pk>/end/", own.EndSession.as_view(), name="end_session"),
    path("me/tokens/", own.Tokens.as_view(), name="tokens"),
    path("me/tokens/create/", own.CreateToken.as_view(), name="create_token"),
    path("me/tokens/<int:pk>/withdraw/", own.WithdrawToken.as_view(), name="withdraw_token"),
    path("me/data/", own.OwnData.as_view(), name="own_data"),
    path("me/data/export/", own.ExportOwnData.as_view(), name="export_own_data"),
    path("me/delete/", own.DeleteAccount.as_view(), name="delete_account"),
    path("teams/", teams.Teams.as_view(), name="teams"),
    path("teams/<int:pk>/", teams.ShowTeam.as_view(), name="team"),
    path("teams/<int:pk>/invite/", teams.Invite.as_view(), name="invite"),
    path("members/<int:pk>/role/", teams.ChangeTeamRole.as_view(), name="change_team_role"),
    path("members/<int:pk>/remove/", teams.RemoveMember.as_view(), name="remove_member"),
    path("invitations/<int:pk>/withdraw/", teams.WithdrawInvitation.as_view(), name="withdraw_invitation"),
    path("invitations/<int:pk>/resend/", teams.ResendInvitation.as_view(), name="resend_invitation"),
    path("invitation/<str:secret>/", teams.AcceptInvitation.as_view(), name="accept_invitation"),
    path("roles/", platform.Roles.as_view(), name="roles"),
    path("roles/grant/", platform.GrantRole.as_view(), name="grant_role"),
    path("roles/invite/", platform.InviteToPlatform.as_view(), name="invite_to_platform"),
    path("roles/<int:pk>/withdraw/", platform.WithdrawRole.as_view(), name="withdraw_role"),
    path("who-may/", platform.WhoMay.as_view(), name="who_may"),
    path("personal-data/", platform.PersonalData.as_view(), name="personal_data"),
    path("personal-data/<int:pk>/export/", platform.ExportPerson.as_view(), name="export_person"),
    path("personal-data/<int:pk>/erase/", platform.ErasePerson.as_view(), name="erase_person"),
]
