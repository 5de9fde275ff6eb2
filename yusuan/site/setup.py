"""What a site is about, and where the files of its whole collection are."""

from __future__ import annotations

from dataclasses import dataclass

from yusuan.spec.regions import region_of


@dataclass(frozen=True, slots=True)
class SiteSetup:
    """``scope`` begins the region codes of the site's disclosures: a province's, a city's; empty for all.

    ``downloads`` is the address below which the files of the whole collection are, with a slash at its end;
    where it is empty the site publishes them itself.
    """

    scope: str = ""
    downloads: str = ""

    @property
    def place(self) -> str:
        """Name the region of the scope in full; nothing where there is none."""
        region = region_of(self.scope.ljust(6, "0")) if self.scope else None
        return region.full_name if region else ""


WHOLE = SiteSetup()
"""One site of all disclosures, with all its files."""
