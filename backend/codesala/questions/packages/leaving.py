"""Why a file of a package, or a key in its YAML, is not taken: a sentence for each folder of the format."""

from collections.abc import Iterable

PROGRAMS = "Programs that check or draw test data do not run here, so this was left out."
JUDGED = "The package judges what is printed by a program of its own, which does not run here, so this was left out."
REASONS = {
    "data/": "Of test data, .in and .ans are read, and .yaml and .hint for arguments and hints; this was left out.",
    "generators/": PROGRAMS,
    "include/": "Of include, files for all languages (default) or for one that runs here are taken; this was left out.",
    "input_format_validators/": PROGRAMS,
    "input_validators/": PROGRAMS,
    "input_visualizer/": PROGRAMS,
    "output_validator/": JUDGED,
    "output_validators/": JUDGED,
    "output_visualizer/": PROGRAMS,
    "problem_statement/": "Of statements, problem.<language>.md or .tex and images are read; this was left out.",
    "solution/": "One description in Markdown is taken as the guide; this was left out.",
    "statement/": "Of statements, problem.<language>.md or .tex and images are read; this was left out.",
    "static_validator/": PROGRAMS,
    "submissions/": "One accepted solution in each language that runs here is taken; this was left out.",
}


def why(path: str) -> str:
    """Of a file that nobody took."""
    found = next((reason for folder, reason in REASONS.items() if path.startswith(folder)), None)
    return found or "This is not understood here, so it was left out."


def without(keys: Iterable[str]) -> str:
    """Of a file that is taken but for these keys."""
    return f"There is nothing like it here, so it was left out: {', '.join(keys)[:200]}."
