"""Addresses of this area. A country's key is its code, two letters, so that no other word stands in its way."""

from django.urls import path

from kontor.hub.countries.views import bodies, facts, markets, profiles, reading, studies

app_name = "countries"
urlpatterns = [
    path("", reading.Index.as_view(), name="index"),
    path("export/<slug:form>/", reading.Export.as_view(), name="export"),
    path("add/", profiles.Add.as_view(), name="add"),
    path("markets/<slug:key>/", markets.Show.as_view(), name="markets"),
    path("markets/<slug:key>/export/<slug:form>/", markets.Export.as_view(), name="markets_export"),
    path("markets/<slug:key>/weigh/", markets.Weigh.as_view(), name="weigh_markets"),
    path("markets/<slug:key>/choose/", markets.Choose.as_view(), name="choose_markets"),
    path("markets/<slug:key>/choices/<int:choice>/adopt/", markets.Adopt.as_view(), name="adopt_markets"),
    path("markets/<slug:key>/studies/begin/", studies.Begin.as_view(), name="begin_study"),
    path("studies/<int:study>/", studies.Show.as_view(), name="study"),
    path("studies/<int:study>/edit/", studies.Edit.as_view(), name="edit_study"),
    path("studies/<int:study>/items/<slug:item>/", studies.Write.as_view(), name="write_item"),
    path("studies/<int:study>/figures/add/", studies.AddFigure.as_view(), name="add_figure"),
    path("studies/<int:study>/figures/<int:figure>/edit/", studies.EditFigure.as_view(), name="edit_figure"),
    path(
        "studies/<int:study>/figures/<int:figure>/remove/",
        studies.RemoveFigure.as_view(),
        name="remove_figure",
    ),
    path("studies/<int:study>/publish/", studies.Publish.as_view(), name="publish_study"),
    path("studies/<int:study>/take-back/", studies.TakeBack.as_view(), name="take_back_study"),
    path("studies/<int:study>/remove/", studies.Remove.as_view(), name="remove_study"),
    path("<slug:key>/", reading.Show.as_view(), name="country"),
    path("<slug:key>/edit/", profiles.Edit.as_view(), name="edit"),
    path("<slug:key>/withdraw/", profiles.Withdraw.as_view(), name="withdraw"),
    path("<slug:key>/restore/", profiles.Restore.as_view(), name="restore"),
    path("<slug:key>/facts/add/", facts.Add.as_view(), name="add_fact"),
    path("<slug:key>/facts/<slug:fact>/edit/", facts.Edit.as_view(), name="edit_fact"),
    path("<slug:key>/facts/<slug:fact>/withdraw/", facts.Withdraw.as_view(), name="withdraw_fact"),
    path("<slug:key>/bodies/add/", bodies.Add.as_view(), name="add_body"),
    path("<slug:key>/bodies/<int:body>/edit/", bodies.Edit.as_view(), name="edit_body"),
    path("<slug:key>/bodies/<int:body>/remove/", bodies.Remove.as_view(), name="remove_body"),
]
