"""Sphinx settings: MyST Markdown, the furo theme, strict references."""

project = "Liên Thông"
author = "the Liên Thông developers"
extensions = ["myst_parser"]
html_theme = "furo"
html_title = "Liên Thông"
exclude_patterns = ["_build"]
myst_enable_extensions = ["deflist"]
myst_heading_anchors = 3
