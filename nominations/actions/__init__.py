"""What changes: drafting, submission, verification. Each locks, asks, changes, records, tells."""

from nominations.actions.behalf import start_on_behalf, take_over
from nominations.actions.commenting import comment, reply, settle_comment
from nominations.actions.copying import confirm_copy, copy_from
from nominations.actions.custody import hand_over
from nominations.actions.drafting import Clash, add_regulation, add_statement, remove, save
from nominations.actions.entrusting import entrust
from nominations.actions.evidence import attach, cite, detach, replace
from nominations.actions.finding import answer, ask, ask_again, settle
from nominations.actions.mending import give_back
from nominations.actions.objection import file_objection, settle_objection
from nominations.actions.starting import start
from nominations.actions.submission import submit, withdraw
from nominations.actions.uploading import add_piece, begin_upload
from nominations.actions.verdicts import judge, judge_entry
from nominations.actions.verification import declare_ineligible, mark_absent, verify

__all__ = [
    "Clash",
    "add_piece",
    "add_regulation",
    "add_statement",
    "answer",
    "ask",
    "ask_again",
    "attach",
    "begin_upload",
    "cite",
    "comment",
    "confirm_copy",
    "copy_from",
    "declare_ineligible",
    "detach",
    "entrust",
    "file_objection",
    "give_back",
    "hand_over",
    "judge",
    "judge_entry",
    "mark_absent",
    "remove",
    "replace",
    "reply",
    "save",
    "settle",
    "settle_comment",
    "settle_objection",
    "start",
    "start_on_behalf",
    "submit",
    "take_over",
    "verify",
    "withdraw",
]
