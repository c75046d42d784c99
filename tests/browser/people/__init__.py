"""Citizens and officers: their hands, their steps, their dossiers."""
