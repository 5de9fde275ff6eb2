"""The one error that the package stage raises."""


class PackageError(ValueError):
    """Raised when records cannot be published; the message names resource, row and column."""
