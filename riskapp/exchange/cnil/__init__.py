"""The file form of the CNIL PIA tool: read, taken in as a DPIA, and written from one."""
