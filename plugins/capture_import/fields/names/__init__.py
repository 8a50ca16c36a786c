"""Who wrote an article: names out of bylines, credits and lists, for every language and form.

What a name, a byline, a job or an agency looks like stands here alone.
"""

from capture_import.fields.names.agencies import is_agency, list_agencies
from capture_import.fields.names.biographies import opening_name
from capture_import.fields.names.cleaning import clean_name
from capture_import.fields.names.jobs import has_job, is_job, is_portrait
from capture_import.fields.names.judging import NAME, fold_name, is_full_name, is_name, is_organisation
from capture_import.fields.names.lines import are_names, is_label, line_to_names, read_byline, signed_in_section
from capture_import.fields.names.splitting import split_byline, split_list

__all__ = [
    "NAME",
    "are_names",
    "clean_name",
    "fold_name",
    "has_job",
    "is_agency",
    "is_full_name",
    "is_job",
    "is_label",
    "is_name",
    "is_organisation",
    "is_portrait",
    "line_to_names",
    "list_agencies",
    "opening_name",
    "read_byline",
    "signed_in_section",
    "split_byline",
    "split_list",
]
