"""Rules about checklists."""
