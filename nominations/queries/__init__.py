"""What is read: nominations by who may see them, claims, and what assessment takes over."""

from nominations.queries.assessment import pool, verified_metrics, verified_metrics_of
from nominations.queries.calls import Call, calls_for, eligible
from nominations.queries.claims import claim_of, digest_of, rules_of
from nominations.queries.duplicates import filed_elsewhere, nominations_with
from nominations.queries.seen import entries_seen_by, evidence_seen_by, nominations_seen_by
from nominations.queries.surroundings import completeness_of, laid_out, whole_claim_of

__all__ = [
    "Call",
    "calls_for",
    "claim_of",
    "completeness_of",
    "digest_of",
    "eligible",
    "entries_seen_by",
    "evidence_seen_by",
    "laid_out",
    "filed_elsewhere",
    "nominations_seen_by",
    "nominations_with",
    "pool",
    "rules_of",
    "verified_metrics",
    "verified_metrics_of",
    "whole_claim_of",
]
