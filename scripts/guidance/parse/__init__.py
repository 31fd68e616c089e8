"""Text to model: Markdown pages, front matter and the facts registry."""
