"""Model to page: what a reader sees of trees, checklists, facts and the registry."""
