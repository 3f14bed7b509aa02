"""How often each rule for acts is right, by where the act stands: `python bench/rule_priors.py GOLD_DIR > priors.yaml`.

GOLD_DIR holds `reports.jsonl` and `gold.jsonl`. A rule is right at a trigger when a gold claim of its kind and value
covers the trigger. Figures are drawn towards the rule's own mean, and that towards the mean of all rules, by four
imagined cases each, so that a rule seen twice is not taken to be always right.
"""

import json
import sys
from collections import Counter
from datetime import date
from pathlib import Path

from goodoffices.extract.acts import Act, match_acts
from goodoffices.extract.parse import parse_reports
from goodoffices.read.article import make_report

IMAGINED = 4


def is_right(act: Act, claims: list[dict]) -> bool:
    """Whether a gold claim of the same kind and value covers the trigger."""
    start, end = act.head.idx, act.head.idx + len(act.head)
    return any(
        claim["quote"][0] <= start
        and end <= claim["quote"][1]
        and (claim["kind"], claim["value"]) == (act.kind, act.value)
        for claim in claims
    )


def main(folder: Path) -> None:
    """Print the priors as YAML."""
    gold = {row["report"]: row["claims"] for row in map(json.loads, (folder / "gold.jsonl").read_text().splitlines())}
    rows = [json.loads(line) for line in (folder / "reports.jsonl").read_text().splitlines()]
    reports = [
        make_report(
            (folder / row["file"]).read_text(encoding="utf-8"),
            id=row["report"],
            published=date.fromisoformat(row["published"]) if row.get("published") else None,
        )
        for row in rows
    ]
    seen: Counter[tuple[str, str]] = Counter()
    right: Counter[tuple[str, str]] = Counter()
    for parse in parse_reports(reports):
        for act in match_acts(parse):
            if act.kind != "other":
                for key in ((act.rule, "all"), (act.rule, str(act.standing)), ("", "all")):
                    seen[key] += 1
                    right[key] += is_right(act, gold[parse.report.id])
    mean = right["", "all"] / max(1, seen["", "all"])
    print(
        "# How often each rule was right on annotated reports, by where the act stands; made by bench/rule_priors.py."
    )
    print("rules:")
    for rule in sorted({rule for rule, _ in seen if rule}):
        whole = (right[rule, "all"] + IMAGINED * mean) / (seen[rule, "all"] + IMAGINED)
        parts = {"all": whole} | {
            standing: (right[rule, standing] + IMAGINED * whole) / (seen[rule, standing] + IMAGINED)
            for standing in ("main", "governed", "aside", "title")
        }
        print(f"  {rule}: {{{', '.join(f'{key}: {number:.2f}' for key, number in parts.items())}}}")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
