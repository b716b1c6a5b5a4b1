"""Load, micro and memory benchmarks; README.md has the numbers. Not part of what is deployed."""
