"""The browser is told that a form has arrived once it has led on, and never before."""

import pytest
from django.http import HttpResponse, HttpResponseRedirect

from paritrana.web.kept import acknowledged

MARK = "0123456789abcdef"


@pytest.mark.parametrize(
    ("answer", "method", "mark", "told"),
    [
        (HttpResponseRedirect("/"), "post", MARK, MARK),
        (HttpResponse(status=422), "post", MARK, None),
        (HttpResponse(status=403), "post", MARK, None),
        (HttpResponseRedirect("/"), "get", MARK, None),
        (HttpResponseRedirect("/"), "post", "x; path=/", None),
        (HttpResponseRedirect("/"), "post", "", None),
    ],
)
def test_only_a_form_that_led_on_is_acknowledged(rf, answer, method, mark, told):
    request = getattr(rf, method)("/x/", {"kept": mark})
    cookies = acknowledged(lambda request: answer)(request).cookies
    assert (cookies["arrived"].value if "arrived" in cookies else None) == told
