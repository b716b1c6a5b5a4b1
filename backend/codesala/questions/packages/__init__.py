"""Questions as problem packages (icpc.io/problem-package-format, version 2025-09): read and written."""
