"""Pages that belong to no single area."""

from django.views.generic import TemplateView


class Home(TemplateView):
    """Where everybody arrives."""

    template_name = "front/home.html"
