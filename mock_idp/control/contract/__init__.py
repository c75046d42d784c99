"""What the control API takes and answers: fields, tables, problems, OpenAPI."""
