"""compile.py IN.typ OUT.pdf FONTS: one run of the peer; without arguments, its start alone."""

import sys

import typst

if len(sys.argv) == 4:
    typst.compile(sys.argv[1], output=sys.argv[2], font_paths=[sys.argv[3]], ignore_system_fonts=True, pdf_standards=["ua-1"])
