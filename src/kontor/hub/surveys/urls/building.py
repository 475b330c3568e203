"""The builder of a draft, and its test run."""

from django.urls import path

from kontor.hub.surveys.views import building, questions, trying

VERSION = "<slug:key>/versions/<int:number>"
BUILD = f"{VERSION}/build"
urlpatterns = [
    path(f"{VERSION}/try/", trying.Try.as_view(), name="try"),
    path(f"{BUILD}/", building.Build.as_view(), name="build"),
    path(f"{BUILD}/pages/add/", building.AddPage.as_view(), name="build_add_page"),
    path(f"{BUILD}/languages/add/", building.AddLanguage.as_view(), name="build_add_language"),
    path(f"{BUILD}/pages/<str:block>/", building.EditPage.as_view(), name="build_page"),
    path(f"{BUILD}/pages/<str:block>/add/", building.AddQuestion.as_view(), name="build_add_question"),
    path(f"{BUILD}/questions/<str:question>/", questions.Question.as_view(), name="build_question"),
    path(f"{BUILD}/when/<slug:sort>/<str:of>/", questions.Condition.as_view(), name="build_condition"),
]
