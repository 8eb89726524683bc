"""How much one import may hold: beyond these a file is refused, so that no file can exhaust the server."""

MEBIBYTE = 1024 * 1024

FILE_BYTES = 64 * MEBIBYTE
UNPACKED_BYTES = 512 * MEBIBYTE
ROWS = 2_000_000
CELL_CHARACTERS = 10_000
LARGEST_NUMBER = 2_147_483_647

# The rest is ours: no honest file comes near, and without them a small hostile one costs gigabytes of memory.
COLUMNS = 1_000
ROW_CHARACTERS = 1_000_000
ARCHIVE_ENTRIES = 10_000
WORKBOOK_PART_BYTES = 32 * MEBIBYTE
SHARED_CHARACTERS = 100_000_000
FAULTS_KEPT = 10_000
CHANGES = 1_000

# PostgreSQL indexes no text beyond 2 700 bytes, and the ids of a list share one cell.
ID_CHARACTERS = 200
