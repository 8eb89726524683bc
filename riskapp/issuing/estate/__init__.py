"""The estate and its blast radiuses as the content of a report: every figure is a function of one snapshot."""
