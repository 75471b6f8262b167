"""Sign-in, beside which stands what people who are not signed in look for: the rounds now open."""

from typing import Any

from allauth.account.views import LoginView

from paritrana.lib import clock
from paritrana.programme.queries import open_for_registration


class SignIn(LoginView):
    """allauth's sign-in with `open_rounds` [{name, stage, closes_at, zone, is_example}] for the page."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {
            "open_rounds": [
                {
                    "name": stage.round.region or stage.round.edition.label,
                    "stage": stage.get_code_display(),
                    "closes_at": stage.closes_at,
                    "zone": stage.round.timezone,
                    "is_example": stage.round.edition.is_example,
                }
                for stage in open_for_registration(clock.now())
            ]
        }
