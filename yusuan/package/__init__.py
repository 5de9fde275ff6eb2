"""Records to data packages: CSV, Parquet, workbook, descriptor and archive, for one document and for all."""

from yusuan.package.collection import problem_of, write_collection
from yusuan.package.disclosure_package import write_package
from yusuan.package.errors import PackageError
from yusuan.package.integrity import sound_records
from yusuan.package.kept import mark_kept, unmark_kept
from yusuan.package.parent import set_parent

__all__ = [
    "PackageError",
    "mark_kept",
    "problem_of",
    "set_parent",
    "sound_records",
    "unmark_kept",
    "write_collection",
    "write_package",
]
