"""Pages of the nomination: the form, its evidence, submission and receipt."""

from paritrana.access.table import (
    EVERYONE,
    GET,
    NOMINEE,
    OFFICER,
    POST,
    SIGNED_IN,
    Access,
    draft,
    filed,
)

ROUTES: dict[str, Access] = {
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
    "nominations:begin_upload": draft("draft", methods=(POST,)),
    "nominations:upload": Access("upload", EVERYONE, methods=(GET, POST)),
    "nominations:cancel_upload": Access("upload", EVERYONE, methods=(POST,)),
    "nominations:evidence": draft("draft evidence", NOMINEE, refuses=(), methods=(GET,)),
    "nominations:page_image": draft("draft evidence page", NOMINEE, refuses=(), methods=(GET,)),
    "nominations:download": draft("draft evidence", NOMINEE, refuses=(), methods=(GET,)),
    "nominations:detach": draft("draft evidence", NOMINEE, refuses=(), methods=(POST,)),
    "nominations:review": draft("complete draft", NOMINEE, refuses=(), methods=(GET,)),
    "nominations:submit": draft("complete draft", NOMINEE, refuses=()),
    "nominations:withdraw": draft("complete draft", NOMINEE, refuses=()),
    "nominations:receipt": filed("verified"),
}
