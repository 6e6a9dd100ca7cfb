"""Sphinx's settings, for every language of the guide; `make.py` says which one it is."""

from __future__ import annotations

import waitgui

project = "waitgui"
author = "waitgui's authors"
version = release = waitgui.__version__
extensions = ["myst_parser", "sphinx.ext.autodoc"]
myst_enable_extensions = ["deflist"]
myst_heading_anchors = 3
default_role = "code"  # what docstrings mean by `…`
autodoc_preserve_defaults = True
autodoc_member_order = "bysource"
autodoc_class_signature = "mixed"
html_theme = "furo"
html_title = "waitgui"
html_copy_source = False
html_show_sphinx = False
templates_path = ["templates"]
html_sidebars = {
    "**": [
        "sidebar/brand.html",
        "sidebar/search.html",
        "sidebar/scroll-start.html",
        "sidebar/navigation.html",
        "languages.html",
        "sidebar/scroll-end.html",
    ]
}
