"""What is true: the honours of the portal's own decisions, their certificates, and the archive of earlier editions."""

from ceremony.models.archive import ArchiveAward, ArchiveEdition, ArchiveFinalist, ArchiveFunnel

__all__ = ["ArchiveAward", "ArchiveEdition", "ArchiveFinalist", "ArchiveFunnel"]
