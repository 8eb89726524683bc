"""A report computed anew from what it carries: fingerprints, rules, figures, the slice."""
