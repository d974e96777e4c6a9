"""compile.py IN.typ OUT.pdf FONTS: one run of the peer; without arguments, its start alone."""

import sys

import typst

if len(sys.argv) == 4:
    source, pdf, fonts = sys.argv[1:]
    standards = ["ua-1", "a-2a"]
    typst.compile(source, output=pdf, font_paths=[fonts], ignore_system_fonts=True, pdf_standards=standards)
