"""The tables of each page by name, as its address line calls them; the main one has none."""

from riskapp.explorer.carriage_rows import CARRIED
from riskapp.explorer.delivered_rows import DELIVERED
from riskapp.explorer.difference_rows import DIFFERING
from riskapp.explorer.exposure_rows import EXPOSED
from riskapp.explorer.holder_rows import HOLDERS
from riskapp.explorer.rows import REACHED
from riskapp.explorer.standing import NEEDED
from riskapp.explorer.step_rows import STEPS
from riskapp.explorer.summary import STOPPED
from riskapp.explorer.view import Tables

RADIUS: Tables = {"": REACHED, "exposures": EXPOSED}
NEEDS: Tables = {"": NEEDED}
WAYS: Tables = {"": STEPS}
LINEAGE: Tables = {"": CARRIED, "holders": HOLDERS}
SUPPLIER: Tables = {"": REACHED, "processes": STOPPED, "delivers": DELIVERED, "exposures": EXPOSED}
WHAT_IF: Tables = {"turned": DIFFERING}
