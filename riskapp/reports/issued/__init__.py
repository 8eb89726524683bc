"""The pages of reports that belong to no assessment, from their contents."""
