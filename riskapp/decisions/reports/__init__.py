"""Reports of decisions as files and pages: built, enclosed, signed, stamped, verified, published."""
