"""Rules about letters."""
