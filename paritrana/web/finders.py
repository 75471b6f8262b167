"""Finds the static files that come out of packages: those named in packages.py, and the built fonts."""

import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from django.contrib.staticfiles.finders import BaseFinder
from django.contrib.staticfiles.utils import matches_patterns
from django.core.files.base import ContentFile, File
from django.core.files.storage import FileSystemStorage, Storage

from paritrana.web import packages

SOURCE_MAP = re.compile(rb"\n?(/\*#|//#) sourceMappingURL=[^\n]*")


class PackageStorage(FileSystemStorage):
    """Files by the name under which pages ask for them, read from where their packages keep them."""

    def path(self, name: str) -> str:
        return str(next(file.source for file in packages.FILES if file.target == name))

    def exists(self, name: str) -> bool:
        return any(file.target == name for file in packages.FILES)

    def _open(self, name: str, mode: str = "rb") -> File:
        # the maps stay in the package, so nothing may point at them
        return ContentFile(SOURCE_MAP.sub(b"", Path(self.path(name)).read_bytes()), name=name)


class PackageFilesFinder(BaseFinder):
    """A finder over packages.FILES and the folder of built files."""

    def __init__(self, *args: Any, **kwargs: Any):
        self.package_files = PackageStorage()
        self.built_files = FileSystemStorage(location=packages.built_folder())

    def find(self, path: str, find_all: bool = False, **kwargs: Any) -> str | list[str]:
        """The file of that name, or nothing ([])."""
        found = [storage.path(name) for name, storage in self.list([]) if name == path]
        return found if find_all else (found[0] if found else [])

    def list(self, ignore_patterns: Iterable[str] | None) -> Iterator[tuple[str, Storage]]:
        """All files with the storage that opens them."""
        for file in packages.FILES:
            yield file.target, self.package_files
        folder = packages.built_folder()
        for built in sorted(folder.rglob("*")) if folder.is_dir() else []:
            name = built.relative_to(folder).as_posix()
            if built.is_file() and not matches_patterns(name, list(ignore_patterns or [])):
                yield name, self.built_files
