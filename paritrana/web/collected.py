"""Static files as they are collected for the server: compressed, and each under a name that changes with its content."""

from whitenoise.storage import CompressedManifestStaticFilesStorage


class CollectedFiles(CompressedManifestStaticFilesStorage):
    """Also what one script imports from another has such a name, so that no browser mixes old and new ones."""

    support_js_module_import_aggregation = True
