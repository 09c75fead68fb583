"""Many readers and a writer, while the translation service does all that it is known to do wrong.

documents   what is stored: texts that no run had before, so that nothing is remembered of them
readers     what is asked, and what came back
weather     what the service does meanwhile
oracle      the right renditions, and whether a body is one
tally       what was wrong, what was lost
run         all of it together, on a local stack
"""
