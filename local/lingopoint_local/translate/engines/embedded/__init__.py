"""Real translation on this machine: small neural models from PyPI, and Apertium's rules where they are installed.

`engine.Embedded` leads each line over the legs of a route (`routes`): sentence by sentence (`sentences`), with its tags
made safe for an engine of plain text (`leg`, `masks`). What there is on a machine, `installed` says. Only a translation
process (`neural_worker`) imports what runs the models.
"""
