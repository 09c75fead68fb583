"""Whole websites, made by the generators that people make them with, read at the web door."""
