"""CELLAR: durable background work; the only folder that imports dbos."""
