"""Rewrite the expected files of all cases; the diff is the review. Answer keys are never touched."""

from __future__ import annotations

from tests.cases import expected_files, load_cases, write_rows


def main() -> None:
    """Write each case's expected files, and drop those of resources that are gone."""
    for case in load_cases():
        files = expected_files(case)
        for path in (case.folder / "expected").glob("*.csv"):
            if path not in files:
                path.unlink()
        for path, rows in files.items():
            write_rows(path, rows)
        print(f"{case.name}: {len(files)} files")


if __name__ == "__main__":
    main()
