"""What is true: the honours of the portal's own decisions, their certificates, and the archive of earlier editions."""

from ceremony.models.archive import ArchiveAward, ArchiveEdition, ArchiveFinalist, ArchiveFunnel
from ceremony.models.award import Award, Publication
from ceremony.models.ceremony import (
    Capacity,
    Ceremony,
    CeremonyState,
    Guest,
    GuestState,
    Handover,
    Mode,
    Prize,
    PrizeKind,
)
from ceremony.models.certificate import (
    SUBJECTS,
    Certificate,
    CertificateKind,
    CertificateState,
    SerialCounter,
)
from ceremony.models.photo import Photo
from ceremony.models.request import Batch, CertificateRequest, Printing, RequestKind, RequestState

__all__ = [
    "Capacity",
    "Ceremony",
    "CeremonyState",
    "Guest",
    "GuestState",
    "Handover",
    "Mode",
    "Prize",
    "PrizeKind",
    "ArchiveAward",
    "ArchiveEdition",
    "ArchiveFinalist",
    "ArchiveFunnel",
    "Award",
    "Batch",
    "Certificate",
    "CertificateKind",
    "CertificateRequest",
    "CertificateState",
    "Photo",
    "Printing",
    "Publication",
    "RequestKind",
    "RequestState",
    "SUBJECTS",
    "SerialCounter",
]
