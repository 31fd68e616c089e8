"""What is told of a release beside the site: what it is made with, and how good it is."""
