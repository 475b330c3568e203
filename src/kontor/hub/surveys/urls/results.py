"""Results of waves, files of responses, coding; the questionnaire on paper."""

from django.urls import path

from kontor.hub.surveys.views import coding, files, results

WAVE = "<slug:key>/waves/<slug:wave>"

urlpatterns = [
    path("<slug:key>/compare/", results.Compare.as_view(), name="compare"),
    path("<slug:key>/compare/<slug:format>/", results.DownloadComparison.as_view(), name="download_comparison"),
    path(
        "<slug:key>/versions/<int:number>/questionnaire/<slug:format>/",
        files.Questionnaire.as_view(),
        name="questionnaire",
    ),
    path(f"{WAVE}/results/", results.Show.as_view(), name="results"),
    path(f"{WAVE}/results/blocks/<str:block>/", results.ShowBlock.as_view(), name="results_block"),
    path(f"{WAVE}/results/<slug:format>/", results.Download.as_view(), name="download_results"),
    path(f"{WAVE}/pairs/", results.Pairs.as_view(), name="pairs"),
    path(f"{WAVE}/pairs/<slug:format>/", results.DownloadPairs.as_view(), name="download_pairs"),
    path(f"{WAVE}/files/", files.Exports.as_view(), name="exports"),
    path(f"{WAVE}/files/<slug:format>/", files.ExportResponses.as_view(), name="export_responses"),
    path(f"{WAVE}/written/", coding.Texts.as_view(), name="texts"),
    path(f"{WAVE}/written/<str:question>/", coding.Coding.as_view(), name="coding"),
    path(f"{WAVE}/written/<str:question>/codes/add/", coding.AddCode.as_view(), name="add_code"),
    path(f"{WAVE}/written/<str:question>/codes/<int:code>/", coding.EditCode.as_view(), name="edit_code"),
    path(f"{WAVE}/written/<str:question>/codes/<int:code>/remove/", coding.RemoveCode.as_view(), name="remove_code"),
]  # fmt: skip
