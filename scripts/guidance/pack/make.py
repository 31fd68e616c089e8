"""The whole pack, written beside ``site/pack`` and swapped at the end."""
