"""Lists as they come: encodings, delimiters, headers, broken lines, Parquet."""
