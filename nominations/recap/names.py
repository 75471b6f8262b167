"""What names of a recap are compared by."""

from paritrana.regions.gazetteer import key_of, written_out


def name_key(name: str) -> str:
    """Letters and digits without abbreviations: Kab. Bekasi is KABUPATEN BEKASI, Toli-Toli is Tolitoli."""
    return key_of(written_out(name))
