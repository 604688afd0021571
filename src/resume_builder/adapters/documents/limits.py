"""How much of a file is read: the readers' own limits, each with its source.

What a person may bring at all stands in features/resumes/limits.py.
"""

# The mission's upload rules (guide: security, "Uploads", after ASVS 5.0 5.2-5.4).
MAX_UNPACKED = 50 * 1024 * 1024
MAX_SECONDS = 20.0
MAX_MEMORY = 512 * 1024 * 1024
# Reading pictures: a page takes 4 s of one core and 0.6 GB at 200 dots an inch. A scan of more
# pages is a bundle of certificates. Address space is more than memory: the libraries map 1.5 GB.
MAX_SCANNED_PAGES = 10
MAX_SCAN_SECONDS = 180.0
MAX_SCAN_MEMORY = 3 * 1024 * 1024 * 1024
# Pixels of a picture: a page at 600 dots an inch has 35 million.
MAX_PIXELS = 40_000_000
# Ten times the longest academic CV of our corpus (11 pages).
MAX_PAGES = 100
# A page of a résumé holds 2,000 to 6,000 glyphs; a drawing made of letters can hold millions.
MAX_GLYPHS_PER_PAGE = 60_000
# Page objects looked at for hidden text; a page of one glyph per object has about 4,000.
MAX_OBJECTS_PER_PAGE = 60_000
# Members of an archive: a DOCX has 10 to 60 parts.
MAX_MEMBERS = 2_000
# Nesting of elements or JSON values; lxml's own limit without huge_tree is 256.
MAX_DEPTH = 200
# Findings about hidden text shown for one file, and characters of each.
MAX_FINDINGS = 50
MAX_FINDING_TEXT = 2_000
# Values and aliases of a YAML file: RenderCV's own examples have 400 and none.
MAX_YAML_NODES = 100_000
MAX_ALIASES = 100
# Rows of one file of LinkedIn's export; its site takes 100 skills and fewer of all else.
MAX_ROWS = 5_000
# Tokens of an RTF file: a résumé by Word, with all its tables of styles, has 30,000.
MAX_TOKENS = 1_000_000
# Letters without a space in data of other programs; more are the bytes of a picture.
LONGEST_WORD = 4_000
# Files attached to a PDF that are looked at, and bytes of each: Europass attaches one of 50 KB.
MAX_ATTACHMENTS = 8
MAX_ATTACHED = 2 * 1024 * 1024
