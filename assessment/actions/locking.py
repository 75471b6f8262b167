"""Taking hold of a panel before anything about it changes."""

from django.utils.translation import gettext_lazy as _

from assessment.models import Panel, PanelState
from paritrana.lib.verdict import Refused


def locked_panel(panel: Panel) -> Panel:
    """The panel as it is now, locked until the transaction ends, with round and category."""
    return (
        Panel.objects.select_for_update(of=("self",))
        .select_related("round__region", "round__edition", "category__edition")
        .get(pk=panel.pk)
    )


def still_judging(panel: Panel) -> None:
    """Refused once the panel has closed."""
    if panel.state == PanelState.CLOSED:
        raise Refused(_("This panel has closed. Its seats and sheets can't change any more."))
