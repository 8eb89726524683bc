"""The record of processing in the browser: the list, one activity as a document, short forms, files."""
