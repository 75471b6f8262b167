"""What a visitor writes down on the way: answers, counts, remarks, photos."""

from typing import Any

from django.core.files.base import File
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from nominations.actions.drafting import set_changed, stamp
from nominations.actions.evidence import Full
from nominations.actions.field import ask_to_write_visit, locked_visit
from nominations.models import FieldCheck, FieldEntry, FieldPhoto
from nominations.queries.claims import rules_of
from paritrana.audit.actions import record
from paritrana.documents import partial, pictures
from paritrana.documents.models import PartialUpload
from paritrana.lib.permissions import Actor
from paritrana.lib.verdict import Refused

WRITTEN = ("answer", "seen", "remark")


@transaction.atomic
def write_down(entry: FieldEntry, *, changes: dict[str, Any], version: int, by: Actor) -> FieldEntry:
    """Saves those fields of an item. Clash when one of them was changed after `version`, on another phone, say."""
    if unknown := changes.keys() - set(WRITTEN):
        raise ValueError(f"not fields of FieldEntry: {', '.join(sorted(unknown))}")
    visit = locked_visit(entry.visit)
    now = ask_to_write_visit(visit, by)
    entry = FieldEntry.objects.select_for_update(of=("self",)).select_related("saved_by").get(pk=entry.pk)
    entry.visit = visit
    changed = set_changed(entry, changes, version)
    if not changed:
        return entry
    stamp(entry, changed, now, by)
    entry.save(update_fields=[*changed, "version", "versions", "saved_at", "saved_by"])
    named = {f"{entry.item}.{name}": pair for name, pair in changed.items()}
    _record("write", visit, by, named, fold=" ".join(sorted(named)))
    return entry


def add_photo(visit: FieldCheck, upload: File, *, by: Actor, told_of_place: bool = False) -> FieldPhoto:
    """Takes a photo in, drawn anew; one that is there already is given back as it is.

    Where it was taken is read, and kept beside it, only if the assignment asks for it and the visitor's page said so
    when the photo was chosen (`told_of_place`). Refused for what is no photo, for too
    many, and like every other entry of the visit. Asked before the photo is looked into, and again under the lock.
    """
    ask_for_photo(visit, by=by)
    place = None
    if visit.keeps_place and told_of_place:
        document, place = pictures.receive_with_place(upload, by=by)
    else:
        document = pictures.receive(upload, by=by)
    with transaction.atomic():
        visit = locked_visit(visit)
        now = ask_to_write_visit(visit, by)
        if known := visit.photos.filter(document=document).first():
            return known
        _ask_for_room(visit)
        latitude, longitude = place if place and visit.keeps_place else ("", "")  # asked for to the very end
        photo = FieldPhoto.objects.create(
            visit=visit,
            document=document,
            latitude=latitude,
            longitude=longitude,
            added_at=now,
            added_by_id=by.user_id,
        )
        _record("add_photo", visit, by, {"photo": [None, document.sha256]})
    return photo


@transaction.atomic
def remove_photo(photo: FieldPhoto, *, by: Actor) -> None:
    """Takes a photo out of a visit that is not completed; the trail keeps that it was there."""
    visit = locked_visit(photo.visit)
    ask_to_write_visit(visit, by)
    _record("remove_photo", visit, by, {"photo": [photo.document.sha256, None]})
    photo.delete()


def begin_photo(
    visit: FieldCheck, *, name: str, size: int, modified: int, by: Actor, told_of_place: bool = False
) -> PartialUpload:
    """The upload of that photo in pieces, or what was begun of it. Refused before a byte is sent."""
    ask_for_photo(visit, by=by)
    return partial.begin(
        purpose=purpose_of(visit, told_of_place), name=name, size=size, modified=modified, by=by
    )


def add_piece_of_photo(
    visit: FieldCheck, upload: PartialUpload, *, offset: int, piece: bytes, by: Actor
) -> tuple[int, FieldPhoto | None]:
    """Adds a piece; gives how many bytes are here, and the photo once the last has come. Like actions.add_piece."""
    ask_for_photo(visit, by=by)
    upload = partial.append(upload, offset=offset, piece=piece)
    if upload.received < upload.size:
        return upload.received, None
    try:
        with partial.opened(upload) as file:
            told = upload.purpose == purpose_of(visit, told_of_place=True)
            photo = add_photo(visit, file, by=by, told_of_place=told)
    except Refused:
        partial.drop(upload)
        raise
    partial.drop(upload)
    return upload.received, photo


def ask_for_photo(visit: FieldCheck, *, by: Actor) -> None:
    """Refused when this person can add no photo just now; Full when none would fit."""
    ask_to_write_visit(visit, by)
    _ask_for_room(visit)


def _ask_for_room(visit: FieldCheck) -> None:
    most = _most(visit)
    if visit.photos.count() >= most:
        raise Full(
            _("There are %(most)s photos here already. Remove one before you add another.") % {"most": most}
        )


def _most(visit: FieldCheck) -> int:
    return rules_of(visit.nomination).verification.photos


def purpose_of(visit: FieldCheck, told_of_place: bool = False) -> str:
    """What an upload for a visit is marked with: the visit, and what its page told about the place of photos."""
    return f"field:{visit.public_id}" + (":place" if told_of_place else "")


def unfinished_photos(visit: FieldCheck, by: Actor) -> list[PartialUpload]:
    """What this person has begun to send and not finished."""
    return [upload for told in (False, True) for upload in partial.unfinished(purpose_of(visit, told), by)]


def _record(verb: str, visit: FieldCheck, by: Actor, changes: dict[str, Any], fold: str = "") -> None:
    region = visit.nomination.round.region_code
    record(f"field_check.{verb}", visit, by=by, region=region, changes=changes, fold=fold)
