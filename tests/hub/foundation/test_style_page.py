"""The style page draws every component and saves nothing."""

import pytest
from django.urls import reverse

pytestmark = [pytest.mark.urls("tests.hub.foundation.shop_urls"), pytest.mark.usefixtures("navigation")]


@pytest.mark.django_db
def test_style_page_draws_every_sample_under_the_strict_policy(client):
    response = client.get(reverse("foundation:style_page"))

    page = response.content.decode()
    assert response.status_code == 200
    assert "style=" not in page.replace('rel="stylesheet"', "")
    assert "<style" not in page
    assert page.count("<script") == page.count("<script src=") + page.count('<script type="module" src=')
    for name in ("onclick=", "onload=", "javascript:", "hx-on"):
        assert name not in page


@pytest.mark.django_db
def test_style_page_takes_its_form_and_saves_nothing(client):
    response = client.post(reverse("foundation:style_page"), {"name": ""})

    assert response.status_code == 422
    assert "Not saved yet" in response.content.decode()
