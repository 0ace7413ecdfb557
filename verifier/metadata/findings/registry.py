"""Every rule; a further family is one file and one line here."""

from verifier.domain.readings import Finding
from verifier.metadata.findings import devices, editing, places, platforms, signed, telemetry, times
from verifier.metadata.findings.base import Look, Rule

RULES: tuple[Rule, ...] = (
    *times.RULES,
    *places.RULES,
    *devices.RULES,
    *editing.RULES,
    *platforms.RULES,
    *telemetry.RULES,
    *signed.RULES,
)
ORDER = {"contradiction": 0, "attention": 1, "note": 2}


def findings(look: Look) -> tuple[Finding, ...]:
    """Return what the rules find in a file, contradictions first."""
    found = [
        Finding(rule.code, rule.severity, said.sentence, said.readings, rule.innocent)
        for rule in RULES
        for said in rule.check(look)
    ]
    return tuple(sorted(found, key=lambda finding: ORDER[finding.severity]))
