"""勾稽 checks: a parsed disclosure in, the same with every figure that does (not) add up beside it, out."""

from yusuan.check.run import check_disclosure

__all__ = ["check_disclosure"]
