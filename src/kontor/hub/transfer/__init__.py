"""The import and export kit: columns that know their help, a plan to approve, execution in one transaction, undo.

It knows no records. Areas describe their columns and hand rows to their own actions; `front.wiring` lists them here.
"""
