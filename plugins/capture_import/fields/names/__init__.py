"""Who wrote an article: names out of bylines, credits and lists, for every language and form.

What a name, a byline, a job or an agency looks like stands here alone.
"""

from capture_import.fields.names.agencies import is_agency, list_agencies
from capture_import.fields.names.judging import NAME, fold_name, is_full_name, is_name, is_organisation
from capture_import.fields.names.lines import are_names, is_label, line_to_names, read_byline
from capture_import.fields.names.splitting import clean_name, has_job, split_byline, split_list

__all__ = [
    "NAME",
    "are_names",
    "clean_name",
    "fold_name",
    "has_job",
    "is_agency",
    "is_full_name",
    "is_label",
    "is_name",
    "is_organisation",
    "line_to_names",
    "list_agencies",
    "read_byline",
    "split_byline",
    "split_list",
]
