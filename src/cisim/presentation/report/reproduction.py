"""How the numbers of a report can be had again."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from cisim.presentation.report.sections import Command, Facts, Paragraph, Section


def section(provenance: Mapping[str, Any], command: str) -> Section:
    """Command, versions and digest; no clock and no machine, which decide nothing."""
    libraries = provenance.get("libraries", {})
    versions = ", ".join(f"{name} {number}" for name, number in libraries.items())
    facts = (
        ("cisim", str(provenance.get("cisim", "unknown"))),
        ("Digest of the laws", str(provenance.get("laws", "unknown"))),
        ("Python", str(provenance.get("python", "unknown"))),
        ("Libraries", versions or "unknown"),
    )
    return Section(
        "How to have these numbers again",
        (
            Paragraph("In the folder of the results, beside this report:"),
            Command(command),
            Paragraph(
                "The same versions on the same kind of machine give the same tables,"
                " byte for byte. The digest names the laws of the model: another digest"
                " means another model. When and where it ran stands in"
                " provenance.json."
            ),
            Facts(facts),
            *_continued(provenance.get("continued_from")),
        ),
    )


def _continued(source: Mapping[str, Any] | None) -> tuple[Paragraph, ...]:
    if not source:
        return ()
    name, digest = Path(source["file"]).name, str(source["sha256"])[:16]
    return (
        Paragraph(
            f"These runs went on from month {source['month']} of saved runs ({name},"
            f" digest {digest}); the command computes them from their start."
        ),
    )
