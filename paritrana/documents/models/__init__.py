"""The archive and the press: files by their content, uploads on their way, and the jobs that print new files."""

from paritrana.documents.models.document import Document, DocumentState, PageKind
from paritrana.documents.models.partial import PartialUpload
from paritrana.documents.models.run import ReportRun, RunState

__all__ = ["Document", "DocumentState", "PageKind", "PartialUpload", "ReportRun", "RunState"]
