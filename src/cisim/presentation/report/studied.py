"""From a study to its report in a folder, and to what is said of it."""

from pathlib import Path

from cisim.analysis.answers import Answers, answers
from cisim.experiment import store
from cisim.experiment.studies import Study
from cisim.presentation.figures import save_all
from cisim.presentation.report import html
from cisim.presentation.report.sections import Report
from cisim.presentation.report.study_figures import study_pictures
from cisim.presentation.report.study_report import study_report


def answered(study: Study, folder: Path) -> tuple[Report, Answers]:
    """Write tables, figures and report of a study; return what they say.

    Raises
    ------
    OSError
        If the folder cannot be written.
    """
    found = answers(study)
    store.write_answers(folder, found.tables, study.points)
    pictures = list(study_pictures(study, found))
    save_all(pictures, folder / "figures")
    report = study_report(study, found, pictures)
    html.write(report, folder)
    return report, found
