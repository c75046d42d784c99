"""BACK ROOM: papers. Results are drawn, signed and kept; uploads checked and kept."""
