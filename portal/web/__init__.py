"""THE WALLS: what every page shares."""
