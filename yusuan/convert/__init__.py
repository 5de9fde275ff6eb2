"""Published files → text: PDF, Word, Excel, web pages; one shape of pages, tables and paragraphs for all."""

from yusuan.convert.apart import Limits, convert_apart
from yusuan.convert.convert import Converted, convert_file
from yusuan.convert.shape import ConvertError, Document
from yusuan.convert.write import text_of

__all__ = [
    "ConvertError",
    "Converted",
    "Document",
    "Limits",
    "convert_apart",
    "convert_file",
    "text_of",
]
