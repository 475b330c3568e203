"""Addresses of this area."""

from django.urls import path

from kontor.hub.transfer.views import exports, imports, index

app_name = "transfer"
urlpatterns = [
    path("", index.Index.as_view(), name="index"),
    path("import/<slug:kind>/", imports.Upload.as_view(), name="upload"),
    path("import/<slug:kind>/template/<slug:form>/", exports.Template.as_view(), name="template"),
    path("imports/<int:pk>/", imports.Show.as_view(), name="show"),
    path("imports/<int:pk>/execute/", imports.Execute.as_view(), name="execute"),
    path("imports/<int:pk>/undo/", imports.Undo.as_view(), name="undo"),
    path("imports/<int:pk>/discard/", imports.Discard.as_view(), name="discard"),
    path("export/<slug:kind>/<slug:form>/", exports.Export.as_view(), name="export"),
]
