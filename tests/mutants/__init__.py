"""What ``make mutants`` tries on each mutant: README.md says how to read it."""
