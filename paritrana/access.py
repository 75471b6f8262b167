"""Who gets which page: the table that docs/permissions.md prints and tests/house/test_access.py tries cell by cell.

It is declared a second time here, beside the gates, on purpose: a gate that was loosened by mistake differs from it.
"""

from dataclasses import dataclass, field
from typing import Any

from django.utils import translation

from paritrana.accounts.roles import ROLES
from paritrana.checks import routes

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
RANKERS = PROVINCE + NATION + DECIDER + AUDITOR
"""Who reads a ranking of the own round; the chair too, as the panel's."""


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
    noun: str, opens: tuple[str, ...], *, refuses: tuple[str, ...] = (), methods: tuple[str, ...] = (GET,)
) -> Access:
    """A page of a panel, a ranking or a decision; the national secretariat follows all rounds."""
    return Access(noun, opens, refuses, everywhere=NATION, methods=methods)


JUDGE = filed("verifying", PROVINCE, refuses=NOMINEE + NATION + AUDITOR, methods=(GET, POST))
PANEL_READERS = PROVINCE + CHAIR + NATION + DECIDER + AUDITOR
RANKING_READERS = PROVINCE + CHAIR + NATION + DECIDER + AUDITOR
SEATS = panel("panel", PROVINCE, refuses=CHAIR + NATION + DECIDER + AUDITOR, methods=(POST,))
EXPORT = panel("snapshot", PROVINCE + NATION + DECIDER + AUDITOR, refuses=CHAIR)
CERTIFICATES = PROVINCE + CHAIR + NATION + DECIDER + AUDITOR

ACCESS: dict[str, Access] = {
    # ---- everyone
    "home": PUBLIC,
    "help": PUBLIC,
    "accessibility": PUBLIC,
    "privacy": PUBLIC,
    "healthz": PUBLIC,
    "readyz": PUBLIC,
    "choose_language": Access(public=True, methods=(POST,)),
    "ceremony:archive": PUBLIC,
    "ceremony:archive_edition": Access(public=True, kwargs={"number": 4}),
    "ceremony:archive_edition_csv": Access(public=True, kwargs={"number": 4}),
    "ceremony:archive_finalists": Access(public=True, kwargs={"number": 4}),
    "ceremony:archive_finalists_csv": Access(public=True, kwargs={"number": 4}),
    "ceremony:region": Access(public=True, kwargs={"code": "32.75"}),
    "ceremony:region_csv": Access(public=True, kwargs={"code": "32.75"}),
    "ceremony:search": PUBLIC,
    "ceremony:search_csv": PUBLIC,
    "ceremony:results": PUBLIC,
    "ceremony:check": PUBLIC_FORM,
    "ceremony:check_code": Access(public=True, kwargs={"code": "2345-6789-ABCD"}),
    "ceremony:check_json": Access(public=True, kwargs={"code": "2345-6789-ABCD"}),
    "nominations:receipt_check": PUBLIC,
    # ---- the account
    "account_login": PUBLIC_FORM,
    "mfa_authenticate": PUBLIC_FORM,
    "account_logout": PUBLIC_FORM,
    "account_reauthenticate": SIGNED_IN_FORM,
    "mfa_reauthenticate": SIGNED_IN_FORM,
    "account_change_password": SIGNED_IN_FORM,
    "mfa_index": SIGNED_IN,
    "mfa_activate_totp": SIGNED_IN_FORM,
    "mfa_deactivate_totp": SIGNED_IN_FORM,
    "mfa_view_recovery_codes": SIGNED_IN,
    "mfa_generate_recovery_codes": SIGNED_IN_FORM,
    "mfa_download_recovery_codes": SIGNED_IN,
    "account": SIGNED_IN,
    "desk": SIGNED_IN,
    "accounts:people": OPERATOR,
    "accounts:invite": Access(opens=("admin",), methods=(GET, POST)),
    "accounts:end_role": Access("membership", ("admin",), everywhere=("admin",), methods=(GET, POST)),
    "accounts:accept": Access("invitation", public=True, methods=(GET, POST)),
    # ---- inbox and report centre: one's own only
    "notifications:inbox": SIGNED_IN,
    "notifications:open_all": OWN_POST,
    "notifications:open": Access("message", EVERYONE, methods=(POST,)),
    "documents:runs": SIGNED_IN,
    "documents:probe": Access(opens=("admin",), methods=(GET, POST)),
    "documents:run": Access("run", EVERYONE),
    "documents:progress": Access("run", EVERYONE),
    "documents:download": Access("run", EVERYONE),
    "documents:retry": Access("run", EVERYONE, methods=(POST,)),
    # ---- the nomination; where an approver may not write, or an officer not submit, the form says so and keeps its words
    "nominations:list": SIGNED_IN,
    "nominations:start": Access(opens=OFFICER, methods=(GET, POST), unnamed=True),
    "nominations:nomination": filed("verified"),
    "nominations:section": draft("draft section", methods=(GET,)),
    "nominations:save_figure": draft("figure", NOMINEE, refuses=(), methods=(POST,)),
    "nominations:cite_figure": draft("figure"),
    "nominations:save_group": draft("group", NOMINEE, refuses=(), methods=(POST,)),
    "nominations:cite_group": draft("group"),
    "nominations:save_regulation": draft("regulation", NOMINEE, refuses=(), methods=(POST,)),
    "nominations:cite_regulation": draft("regulation"),
    "nominations:add_regulation": draft("draft section", methods=(POST,)),
    "nominations:remove_regulation": draft("regulation", methods=(POST,)),
    "nominations:save_statement": draft("statement", NOMINEE, refuses=(), methods=(POST,)),
    "nominations:add_statement": draft("draft statements", methods=(POST,)),
    "nominations:remove_statement": draft("statement", methods=(POST,)),
    "nominations:files": draft("draft", NOMINEE, refuses=()),
    "nominations:evidence": draft("draft evidence", NOMINEE, refuses=(), methods=(GET,)),
    "nominations:page_image": draft("draft evidence page", NOMINEE, refuses=(), methods=(GET,)),
    "nominations:download": draft("draft evidence", NOMINEE, refuses=(), methods=(GET,)),
    "nominations:detach": draft("draft evidence", NOMINEE, refuses=(), methods=(POST,)),
    "nominations:review": draft("complete draft", NOMINEE, refuses=(), methods=(GET,)),
    "nominations:submit": draft("complete draft", NOMINEE, refuses=()),
    "nominations:withdraw": draft("complete draft", NOMINEE, refuses=()),
    "nominations:receipt": filed("verified"),
    # ---- verification
    "nominations:verification_queue": Access(opens=PROVINCE + NATION),
    "nominations:verify": filed("verifying", PROVINCE, refuses=NOMINEE + NATION + AUDITOR),
    "nominations:judge": filed(
        "verifying metric", PROVINCE, refuses=NOMINEE + NATION + AUDITOR, methods=(POST,)
    ),
    "nominations:finish": JUDGE,
    "nominations:declare_ineligible": JUDGE,
    "nominations:mark_absent": JUDGE,
    # ---- the panel and its sheets
    "assessment:home": Access(opens=ASSESSOR + CHAIR),
    "assessment:queue": Access("seat", ASSESSOR),
    "assessment:declare": Access("seat nomination", ASSESSOR, methods=(GET, POST)),
    "assessment:sheet": Access("sheet", ASSESSOR, methods=(GET, POST)),
    "assessment:sheet_save": Access("sheet", ASSESSOR, methods=(POST,)),
    "assessment:sheet_sign": Access("sheet", ASSESSOR, methods=(GET, POST)),
    "assessment:sheet_page": Access("sheet page", ASSESSOR),
    "assessment:sheet_original": Access("sheet evidence", ASSESSOR),
    "assessment:sheet_reopen": Access("signed sheet", CHAIR, methods=(GET, POST)),
    "assessment:panels": Access(opens=PANEL_READERS),
    "assessment:panel_found": Access(opens=PROVINCE + NATION, methods=(POST,), unnamed=True),
    "assessment:panel": panel("panel", PANEL_READERS),
    "assessment:seat_give": SEATS,
    "assessment:hand_out": SEATS,
    "assessment:panel_close": panel(
        "panel", CHAIR, refuses=PROVINCE + NATION + DECIDER + AUDITOR, methods=(GET, POST)
    ),
    "assessment:panel_sealed": panel(
        "panel", AUDITOR, refuses=PROVINCE + CHAIR + NATION + DECIDER, methods=(GET, POST)
    ),
    # ---- ranking and decision
    "assessment:snapshot_take": panel(
        "closed panel", PROVINCE, refuses=CHAIR + NATION + DECIDER + AUDITOR, methods=(POST,)
    ),
    "assessment:rankings": Access(opens=PANEL_READERS),
    "assessment:ranking": panel("snapshot", RANKING_READERS),
    "assessment:why": panel("snapshot nomination", RANKING_READERS),
    "assessment:pack": EXPORT,
    "assessment:shortlist_csv": EXPORT,
    "assessment:shortlist": panel(
        "snapshot kind", PROVINCE + NATION + DECIDER + AUDITOR, refuses=CHAIR, methods=(POST,)
    ),
    "assessment:decision_prepare": panel(
        "snapshot", PROVINCE, refuses=CHAIR + NATION + DECIDER + AUDITOR, methods=(GET, POST)
    ),
    "assessment:decisions": Access(opens=PANEL_READERS),
    "assessment:decision": panel("decision", RANKING_READERS),
    "assessment:decision_withdraw": panel(
        "decision", PROVINCE, refuses=CHAIR + NATION + DECIDER + AUDITOR, methods=(GET, POST)
    ),
    "ceremony:decision": panel(
        "decision", DECIDER, refuses=PROVINCE + CHAIR + NATION + AUDITOR, methods=(GET, POST)
    ),
    # ---- certificates
    "ceremony:publish": panel("approved decision", (), refuses=RANKING_READERS, methods=(GET, POST)),
    "ceremony:certificates": panel("approved decision", CERTIFICATES),
    "ceremony:progress": panel("approved decision", CERTIFICATES),
    "ceremony:certificate_file": panel("certificate", CERTIFICATES),
    "ceremony:reprint": panel(
        "certificate", PROVINCE, refuses=CHAIR + NATION + DECIDER + AUDITOR, methods=(POST,)
    ),
    "ceremony:revoke": panel(
        "certificate", PROVINCE, refuses=CHAIR + NATION + DECIDER + AUDITOR, methods=(GET, POST)
    ),
    "ceremony:reissue": panel(
        "certificate", PROVINCE, refuses=CHAIR + NATION + DECIDER + AUDITOR, methods=(GET, POST)
    ),
}


def document() -> str:
    """The text of docs/permissions.md, from roles, routes and this table."""
    with translation.override("en"):
        lines = [
            "# Permissions",
            "",
            "Generated by `bin/run manage write_permissions` from `paritrana/accounts/roles.py` and `paritrana/access.py`;",
            "the tests try every cell. A role that is not named gets 404, as for a page that does not exist. What belongs",
            "to another round or organisation is 404 for everyone but the roles marked with * (all rounds are theirs).",
            "",
            "## Roles",
            "",
            "| Role | Title | Does | Second factor |",
            "|---|---|---|---|",
        ]
        lines += [
            f"| {code} | {role.title} | {role.prose} | {'yes' if role.second_factor else 'no'} |"
            for code, role in ROLES.items()
        ]
        lines += [
            "",
            "## Pages",
            "",
            "| Page | Address | Methods | Opens for | Refused with a sentence |",
            "|---|---|---|---|---|",
        ]
        for name, path, view in routes():
            access = ACCESS[name]
            opens = (
                f"everyone: {view.guard.reason_public}" if access.public else names_of(access, access.opens)
            )
            fresh = ", fresh sign-in" if view.guard.fresh else ""
            lines.append(
                f"| {name} | `/{path}` | {' '.join(access.methods)}{fresh} | {opens} | {names_of(access, access.refuses)} |"
            )
    return "\n".join(lines) + "\n"


def names_of(access: Access, roles: tuple[str, ...]) -> str:
    """The roles in the table's words; all nine are "everyone signed in"."""
    if roles == EVERYONE:
        return "everyone signed in"
    return ", ".join(f"{role}*" if role in access.everywhere else role for role in roles) or "–"
