"""GUI-AIMA's anchor attention (arXiv 2511.00810): what one token attends to, heads weighted by the query."""
