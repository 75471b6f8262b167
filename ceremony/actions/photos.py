"""Photos of a ceremony: added and taken out again."""

from django.core.files.base import File
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from ceremony.actions.ceremony import noted
from ceremony.models import Ceremony, Photo
from ceremony.policies.ceremony import may_add_photo, may_remove_photo
from paritrana.documents import pictures
from paritrana.lib import clock
from paritrana.lib.permissions import Actor
from paritrana.lib.verdict import Refused


def add_photo(ceremony: Ceremony, *, by: Actor, upload: File, caption: str) -> Photo:
    """Adds a photo with its caption. Refused for what is no picture and for the same one twice."""
    may_add_photo(by, ceremony).require()
    document = pictures.receive(upload, by=by)
    with transaction.atomic():
        ceremony = Ceremony.objects.select_for_update(of=("self",)).get(pk=ceremony.pk)
        may_add_photo(by, ceremony).require()
        if ceremony.photos.filter(document=document).exists():
            raise Refused(_("This photo is here already."))
        photo = Photo.objects.create(
            ceremony=ceremony,
            document=document,
            caption=caption.strip(),
            added_at=clock.now(),
            added_by_id=by.user_id,
        )
        noted("photo", ceremony, by=by, changes={"photo": [None, document.sha256]})
    return photo


@transaction.atomic
def remove_photo(photo: Photo, *, by: Actor) -> None:
    """Takes a photo out; the trail keeps that it was there."""
    may_remove_photo(by, photo).require()
    noted("photo", photo.ceremony, by=by, changes={"photo": [photo.document.sha256, None]})
    photo.delete()
