"""What one row of the access table says, and the words its rows are written in."""

from dataclasses import dataclass, field
from typing import Any

from paritrana.accounts.roles import ROLES

GET, POST = "GET", "POST"
EVERYONE = tuple(ROLES)


@dataclass(frozen=True)
class Access:
    """One route. A role in neither list gets 404, as for a page that does not exist.

    `noun` is the kind of thing the address names ("" for none); `opens` the roles that get the page of their own
    noun, `refuses` those that see the noun but get 403 with a sentence; `everywhere` those for whom every round's
    noun is their own. `kwargs` stand in the address where no noun does.
    """

    noun: str = ""
    opens: tuple[str, ...] = ()
    refuses: tuple[str, ...] = ()
    everywhere: tuple[str, ...] = ()
    methods: tuple[str, ...] = (GET,)
    public: bool = False
    kwargs: dict[str, Any] = field(default_factory=dict)
    keepers: tuple[str, ...] = ()  # of `opens`: only from the seat that keeps the room; other seats get 403
    unnamed: bool = False  # its empty form names nothing, so a POST without a choice is 404


def words(*names: str) -> tuple[str, ...]:
    """Role codes written as one text: "officer approver"."""
    return tuple(word for name in names for word in name.split())


PUBLIC = Access(public=True)
PUBLIC_FORM = Access(public=True, methods=(GET, POST))
SIGNED_IN = Access(opens=EVERYONE)
SIGNED_IN_FORM = Access(opens=EVERYONE, methods=(GET, POST))
OPERATOR = Access(opens=("admin",))
OWN_POST = Access(opens=EVERYONE, methods=(POST,))

OFFICER, APPROVER = ("officer",), ("approver",)
NOMINEE = words("officer approver")
PROVINCE, NATION = ("province_secretariat",), ("national_secretariat",)
CHAIR, ASSESSOR, DECIDER, AUDITOR = ("chair",), ("assessor",), ("decider",), ("auditor",)
READERS = NOMINEE + PROVINCE + NATION + AUDITOR
"""Who reads a nomination that was submitted."""


def draft(
    noun: str,
    opens: tuple[str, ...] = OFFICER,
    *,
    refuses: tuple[str, ...] = APPROVER,
    methods: tuple[str, ...] = (GET, POST),
) -> Access:
    """A page of a draft: nobody outside the organisation sees it."""
    return Access(noun, opens, refuses, methods=methods)


def filed(
    noun: str,
    opens: tuple[str, ...] = READERS,
    *,
    refuses: tuple[str, ...] = (),
    methods: tuple[str, ...] = (GET,),
) -> Access:
    """A page of a submitted nomination; the national secretariat follows all rounds."""
    return Access(noun, opens, refuses, everywhere=NATION, methods=methods)


def panel(
    noun: str,
    opens: tuple[str, ...],
    *,
    refuses: tuple[str, ...] = (),
    methods: tuple[str, ...] = (GET,),
    keepers: tuple[str, ...] = (),
) -> Access:
    """A page of a panel, a ranking or a decision; the national secretariat follows all rounds."""
    return Access(noun, opens, refuses, everywhere=NATION, methods=methods, keepers=keepers)


PANEL_READERS = PROVINCE + CHAIR + NATION + DECIDER + AUDITOR
"""Who reads the pages of a panel, its rankings and the honours that came of them."""
