"""Counting a kept snapshot again, from its inputs to the last byte of its result."""

import json
from dataclasses import asdict, dataclass

from assessment import scoring
from assessment.counting import Digest, Tell, placings_of, quiet
from assessment.models import Snapshot
from assessment.pack import spelled_result
from assessment.queries.pack import bundles_of, pack_of, result_of


@dataclass(frozen=True)
class Recount:
    """What counting again came to. Digests as they are now, not as they were written down."""

    pack_digest: str
    result_digest: str
    kept_digest: str  # of the result as its rows spell it
    is_equal: bool
    code_digest: str

    def as_json(self) -> dict[str, str | bool]:
        """For the row of a job."""
        return asdict(self)


def recount(snapshot: Snapshot, tell: Tell = quiet) -> Recount:
    """Does what went in still give what came out, byte for byte, and are both digests those that were written down?"""
    pack_digest = str(Digest().take(pack_of(snapshot)))
    total = snapshot.inputs.count()
    placings = placings_of(json.loads(snapshot.frame), bundles_of(snapshot), total, tell)
    result_digest = str(Digest().take(spelled_result(pack_digest, placings)))
    kept_digest = str(Digest().take(result_of(snapshot)))
    is_equal = pack_digest == snapshot.pack_digest and result_digest == kept_digest == snapshot.result_digest
    return Recount(pack_digest, result_digest, kept_digest, is_equal, scoring.code_digest())
