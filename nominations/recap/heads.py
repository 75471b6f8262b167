"""The header of a recap: which column is which, under the names that tables of BPJS and of regions usually give them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from openpyxl.utils import get_column_letter

from nominations.recap.cells import Row, is_text, words_of
from nominations.recap.faults import Fault, fault

USUAL = {
    "kode_wilayah": "kode kode_daerah kode_kabupaten_kota kode_kab_kota kode_kemendagri region_code code",
    "npp": "no_npp nomor_npp nomor_pendaftaran_perusahaan",
    "npwp": "no_npwp nomor_npwp npwp_16",
    "nama": "nama_wilayah nama_daerah kabupaten_kota kab_kota nama_kabupaten_kota nama_kab_kota"
    " nama_perusahaan perusahaan nama_badan_usaha nama_pemberi_kerja name region employer",
    "segmen": "segmen_kepesertaan segmen_peserta segment",
    "periode": "bulan periode_data bulan_data period month",
    "peserta": "jumlah_peserta peserta_aktif jumlah_peserta_aktif covered members",
    "jumlah": "total jumlah_pekerja jumlah_tenaga_kerja total_tenaga_kerja workers total_workers",
}
"""A column's name, and what else it is called. What could mean two of them (“wilayah”: code or name?) is left out."""
COLUMNS = tuple(USUAL)
COLUMN_OF = {name: column for column, others in USUAL.items() for name in (column, *others.split())}
NEEDED = {"segmen", "periode", "peserta"}
KEYS = {"kode_wilayah", "npp", "npwp", "nama"}
LEFT_OUT = {"no", "nomor", "no_urut", "nomor_urut"}
"""A running number, as nearly every printed table has one."""


@dataclass
class Head:
    """The columns of one sheet: by place, and as the file spells them. Unusable when a needed one is missing."""

    columns: list[str] = field(default_factory=list)
    written: dict[str, str] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)
    usable: bool = True


def head_of(row: Row) -> Head:
    """Reads the first row of a sheet."""
    head = Head()
    spelled = [words_of(cell) for cell in row.cells]
    if not all(map(is_text, spelled)):
        head.faults.append(fault("not_utf8", sheet=row.sheet, row=row.number))
        head.usable = False
        return head
    head.columns = [_column(name) for name in spelled]
    for column, name in zip(head.columns, spelled, strict=True):
        head.written.setdefault(column, name)
    missing = sorted(NEEDED - set(head.columns))
    if not KEYS & set(head.columns):
        missing.append("kode_wilayah / npp / npwp / nama")
    if missing:
        head.usable = False
        found = fault("no_header", sheet=row.sheet, row=row.number, names=", ".join(missing))
        head.faults.append(found)
    else:
        head.faults.extend(_remarks(row, head.columns, spelled))
    return head


def _column(name: str) -> str:
    key = re.sub(r"[^a-z0-9]+", "_", name.lower()).strip("_")
    return COLUMN_OF.get(key, key)


def _remarks(row: Row, columns: list[str], spelled: list[str]) -> Iterator[Fault]:
    for place, (column, name) in enumerate(zip(columns, spelled, strict=True), start=1):
        where = {"sheet": row.sheet, "row": row.number, "column": name or get_column_letter(place)}
        if column in LEFT_OUT:
            yield fault("left_out", **where, value=name)
        elif not name:
            yield fault("unnamed_column", **where, value=get_column_letter(place))
        elif column not in COLUMNS:
            yield fault("unknown_column", **where, value=name)
        elif columns.index(column) < place - 1:
            yield fault("column_twice", **where, value=column)
        elif _plain(name) != column:
            yield fault("read_as", **where, value=name, names=column)


def _plain(name: str) -> str:
    return name.lower().replace(" ", "_")
