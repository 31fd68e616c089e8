"""The parts of a page, a room each. ``guidance.component`` finds them; nothing else names one."""
