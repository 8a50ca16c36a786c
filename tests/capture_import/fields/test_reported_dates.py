"""Dates that related tools failed to read, as their users reported: cases of the reference data, by file and record."""

from pathlib import Path

import pytest

from tests.capture_import.reports import import_report

# For each folder: the right date, by the last part of the capture's source; `?` if the reason must quote it.
DATES = {
    "10-feed-dates": {
        "feed.xml#1": "2018-06-25T11:41:36",
        "feed.xml#2": "2016-06-29T15:07:41",
        "feed.xml#4": "2019-08-15",
        "feed.xml#5": "2017-05-10T00:00:00+00:00",
        "feed.xml#7": "2017-05-31",
        "feed.xml#8": "2017-08-06T13:14:00",
        "feed.xml#10": "2019-08-03T10:00:00-03:00",
        "feed.xml#11": "2019-11-12T08:30:00+01:00",
        "feed.xml#15": "2019-08-15T16:30:00",
        "feed.xml#17": "2019-08-15T16:30:00",
    },
    "15-years-before-1990": {
        "m1985.html": "1985-03-05",
        "old_warc.html": "1985-03-05T05:00:00+00:00",
        "y1886.html": "1886-03-05",
        "y1948.html": "1948-03-05",
    },
    "16-american-dates": {
        "us_only.html": "2021-03-04",
        "us2.txt": "2021-03-15T10:30:00",
        "en_only.html": "?'03/04/2021'",
        "ca.html": "?'03/04/2021'",
    },
    "18-relative-dates": {"c_rel.html": "2023-03-01T22:30:00+00:00", "d_yesterday.html": "2023-03-01T18:20:00"},
    "19-dates-in-other-scripts": {
        "atom.xml#1": "2026-01-27T11:32:06+00:00",
        "k_fa.html": "2021-03-05T10:30:00",
        "m_th.html": "2021-03-05",
        "mb.html": "2025-01-29",
        "n_he.html": "2021-03-05",
    },
    "20-text-date-lines": {
        "bbc.txt": "2021-03-05",
        "caps.txt": "2021-03-05",
        "dash.txt": "2021-03-05",
        "guardian.txt": "2021-03-05T06:00:00+00:00",
        "ital.txt": "2021-03-05T10:30:00",
        "monde.txt": "2021-03-05T10:30:00",
        "pais.txt": "2021-03-05T10:30:00+01:00",
        "posted.txt": "2021-03-05",
        "telegraph.txt": "2021-03-05T06:00:00",
        "uk.txt": "2021-03-05T10:30:00",
        "us2.txt": "2021-03-15T10:30:00",
        "zeit.txt": "2021-03-05T10:30:00",
    },
    "08-blogger-backup": {"blogger.xml#3": "2012-03-05T10:30:00-05:00"},
    "45-live-blog-times": {"d_live.html": "2021-03-05T08:00:00+00:00"},
    "web-19-updated-shown-published-declared": {"page.html": "2018-01-13T21:45:08+00:00"},
}


@pytest.mark.reference
@pytest.mark.parametrize("folder", DATES)
def test_a_reported_date(folder: str, tmp_path: Path):
    found = {}
    for name, (row, article) in import_report(folder, tmp_path).items():
        if article:
            found[name] = article.date.isoformat()
            if folder.startswith("45-"):
                times = ("10:00\n\n## Roof gone", "09:00\n\n## Ferry stays in port", "08:30\n\n## Good morning")
                assert all(time in article.body for time in times)
        else:
            found[name] = f"?{row['reason']}"
    for name, date in DATES[folder].items():
        assert found[name].startswith("?") and date[1:] in found[name] if date.startswith("?") else found[name] == date
