"""THE CELLAR: other systems, reached over HTTP only; one file each."""
