"""Records to data packages: CSV, Parquet, workbook, descriptor and archive, for one document and for all."""

from yusuan.package.collection import write_collection
from yusuan.package.disclosure_package import write_package
from yusuan.package.errors import PackageError

__all__ = ["PackageError", "write_collection", "write_package"]
