"""Where each province stands on the tile map: a grid of 20 columns and 8 rows that keeps the shape of the islands."""

from dataclasses import dataclass

COLUMNS, ROWS = 20, 8


@dataclass(frozen=True)
class Place:
    """A province's tile: its short name and its cell, from the top left."""

    code: str
    label: str
    column: int
    row: int


PLACES = (
    Place("11", "Aceh", 0, 0),
    Place("12", "Sumut", 1, 1),
    Place("21", "Kepri", 3, 1),
    Place("13", "Sumbar", 1, 2),
    Place("14", "Riau", 2, 2),
    Place("15", "Jambi", 2, 3),
    Place("19", "Babel", 4, 3),
    Place("17", "Bengkulu", 2, 4),
    Place("16", "Sumsel", 3, 4),
    Place("18", "Lampung", 3, 5),
    Place("31", "Jakarta", 5, 5),
    Place("36", "Banten", 4, 6),
    Place("32", "Jabar", 5, 6),
    Place("33", "Jateng", 6, 6),
    Place("35", "Jatim", 7, 6),
    Place("34", "DIY", 6, 7),
    Place("51", "Bali", 8, 7),
    Place("65", "Kaltara", 8, 1),
    Place("64", "Kaltim", 8, 2),
    Place("61", "Kalbar", 6, 3),
    Place("62", "Kalteng", 7, 3),
    Place("63", "Kalsel", 8, 3),
    Place("71", "Sulut", 12, 1),
    Place("75", "Gor", 11, 2),
    Place("76", "Sulbar", 10, 3),
    Place("72", "Sulteng", 11, 3),
    Place("73", "Sulsel", 10, 4),
    Place("74", "Sultra", 12, 4),
    Place("52", "NTB", 9, 7),
    Place("53", "NTT", 10, 7),
    Place("82", "Malut", 14, 2),
    Place("81", "Maluku", 14, 4),
    Place("96", "PBD", 16, 2),
    Place("92", "Papbar", 17, 2),
    Place("94", "Papteng", 18, 3),
    Place("91", "Papua", 19, 3),
    Place("95", "Papeg", 19, 4),
    Place("93", "Papsel", 19, 5),
)

# Zone names stand in the sea; the point is the left end of the baseline, in grid units.
SEA_NAMES = {
    "sumatera": (0, 5.1),
    "kalimantan": (5, 2.75),
    "sulawesi": (12.05, 3.3),
    "jawa_bali": (3, 7.35),
    "nusra_maluku_papua": (14, 5.35),
}
