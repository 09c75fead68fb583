"""Translation of units: cutting, packing, scheduling, and the check of what comes back."""
