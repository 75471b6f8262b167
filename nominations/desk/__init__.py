"""What waits for officers, approvers and the secretariats, and their places in the top bar."""

from django.utils.translation import gettext_lazy

from nominations.desk import calls, drafts, field, findings, verification
from paritrana.lib.permissions import Permission
from paritrana.web.desk import place

__all__ = ["calls", "drafts", "field", "findings", "verification"]
"""Each registers its steps."""

place(
    gettext_lazy("Nominations"),
    "nominations:list",
    Permission.DRAFT,
    Permission.SUBMIT,
    Permission.VERIFY,
    Permission.AUDIT,
    order=20,
)
place(gettext_lazy("Verification"), "nominations:verification_queue", Permission.VERIFY, order=30)

place(gettext_lazy("BPJS recap"), "nominations:recaps", Permission.VERIFY, order=32)
