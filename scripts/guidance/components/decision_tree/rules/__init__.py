"""Rules about decision trees."""
