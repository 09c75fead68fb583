"""Files of this machine: which of them is translated to where, by what, and how a file is written."""
