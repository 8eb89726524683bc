"""Reports that belong to no assessment: issued on request, signed, kept, and told in the trail."""
