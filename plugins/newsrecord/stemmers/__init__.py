"""Words to stems, for the search and for names: one module a language, a twin in the search's browser code."""
