"""What is true: the honours of the portal's own decisions, their certificates, and the archive of earlier editions."""

from ceremony.models.archive import ArchiveAward, ArchiveEdition, ArchiveFinalist, ArchiveFunnel
from ceremony.models.award import Award, Publication
from ceremony.models.certificate import Certificate, CertificateState, SerialCounter

__all__ = [
    "ArchiveAward",
    "ArchiveEdition",
    "ArchiveFinalist",
    "ArchiveFunnel",
    "Award",
    "Certificate",
    "CertificateState",
    "Publication",
    "SerialCounter",
]
