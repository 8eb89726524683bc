// The page of scenarios or measures as a table: begins the grid.

import { Grid } from "./grid.js";

const form = document.getElementById("grid-form");
if (form) new Grid(form);
