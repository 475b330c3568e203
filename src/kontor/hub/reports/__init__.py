"""The catalogue of reports, and the finished ones. Above everything that a report may speak of.

Each kind gathers one `documents.Report` for an actor and a day; page, PDF, DOCX, XLSX and JSON are written from it.
"""
