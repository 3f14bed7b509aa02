"""`goodoffices dates` and `goodoffices statements`: every time expression, and all reported words, as JSON lines."""

from __future__ import annotations

from goodoffices.cli.app import app
from goodoffices.cli.claims import JobsOption
from goodoffices.cli.options import (
    ManifestOption,
    PathsArgument,
    PublishedOption,
    SettingsOption,
    gather,
    settle,
)
from goodoffices.cli.output import finish, follow, print_line, say


@app.command()
def dates(
    paths: PathsArgument = None,
    manifest: ManifestOption = None,
    published: PublishedOption = None,
    jobs: JobsOption = None,
    settings_file: SettingsOption = None,
) -> None:
    """Print every time expression as TIMEX3, one JSON line a report."""
    from goodoffices.desk.finding import find_dates
    from goodoffices.desk.gathering import Complaints

    settings, complaints = settle(settings_file, jobs=jobs), Complaints(say)
    reports = gather(paths, manifest, published, complaints)
    for row in follow(find_dates(reports, settings, complaints), "reports"):
        print_line(row)
    finish(complaints.problems, "dates are printed")


@app.command()
def statements(
    paths: PathsArgument = None,
    manifest: ManifestOption = None,
    published: PublishedOption = None,
    jobs: JobsOption = None,
    settings_file: SettingsOption = None,
) -> None:
    """Print who says what, of any subject, one JSON line a report."""
    from goodoffices.desk.finding import find_statements
    from goodoffices.desk.gathering import Complaints

    settings, complaints = settle(settings_file, jobs=jobs), Complaints(say)
    reports = gather(paths, manifest, published, complaints)
    for row in follow(find_statements(reports, settings, complaints), "reports"):
        print_line(row)
    finish(complaints.problems, "statements are printed")
