"""Kontor, the workbench for cluster partnerships that go international.

Three packages, one rule each: `engine` computes, `documents` writes, `hub` remembers and shows.
A Hanseatic Kontor was the merchants' house abroad.
"""

__version__ = "0.1.0"
