"""Who wrote a text: tables of bylines and credits."""

import pytest

from capture_import.fields.names.credit_lines import byline_to_people, credits_to_names

BYLINES = {
    "By  Ada Quill": ("Ada Quill",),
    "By  Ada Quill  and  Bo de Vell": ("Ada Quill", "Bo de Vell"),
    "By  Chang-Ran Mill , Asia autos correspondent": ("Chang-Ran Mill",),
    "By Ada Quill ,  Bo Marl  and Cy Oakes  - Analysis": ("Ada Quill", "Bo Marl", "Cy Oakes"),
    "By Ada Quill, Global Economics Correspondent - Analysis": ("Ada Quill",),
    "By A.Marl and Bo O'Vell Jr": ("A.Marl", "Bo O'Vell Jr"),
    "By Ada Quill , Health and Science Editor - Analysis": ("Ada Quill",),
    "By Ada Quill , Climate Correspondent, Asia": ("Ada Quill",),
    "By Ada Quill - Poll": ("Ada Quill",),
    "By Ada Quill-analysis": ("Ada Quill",),
    "By Reuters Staff": (),
    "": (),
}
CREDITS = {
    "It said. (Reporting by  Ada Quill ; Editing by  Bo Marl )": ("Ada Quill",),
    (
        "It said. (Reporting by Ada Quill and  Cy Oakes  in Upper Marl; Writing by Di Vell in Halverin; "
        "Editing by Bo Marl)"
    ): (
        "Ada Quill",
        "Cy Oakes",
        "Di Vell",
    ),
    "It said. (Reporting by Ada Quill, Editing by Bo Marl)": ("Ada Quill",),
    "It said. (Reporting by Ada Quill. Editing by Bo Marl)": ("Ada Quill",),
    "It said. (Additional reporting by Ada Quill; Editing by Bo Marl)": (),
    "It said. (Editing by Bo Marl)": (),
    "It said (see above)": (),
    "It said. (Reporting by London Editorial Reference Unit)": (),
}


@pytest.mark.parametrize("byline", BYLINES)
def test_byline(byline: str) -> None:
    assert byline_to_people(byline) == BYLINES[byline]


@pytest.mark.parametrize("text", CREDITS)
def test_credits(text: str) -> None:
    assert credits_to_names(text) == CREDITS[text]


@pytest.mark.parametrize(
    ("credit", "names"),
    [
        ("(Reporting by Ann Lee; Editing by Bo Ek) ($1=.7039 Euro)", ("Ann Lee",)),
        (
            "(Reporting by Ann Lee; Editing by Bo Ek) (This story was corrected to change the lamp in paragraph 3)",
            ("Ann Lee",),
        ),
        ("(Reporting by Ann Lee) (Additional reporting by Bo Ek)", ("Ann Lee",)),
        ("(Reporting by Ann Lee/Bo Ek; Writing by Cy Dee)", ("Ann Lee", "Bo Ek", "Cy Dee")),
        ("(Source: Halverin; Reporting by Ann Lee; Editing by Bo Ek)", ("Ann Lee",)),
        (
            "(Reporting by Ann Lee; ann.lee@gazette.example; +1 555 0100)) Corrects the lamp in the 2nd paragraph.",
            ("Ann Lee",),
        ),
        (
            "(Reporting by Ann Lee in Port Ost, Bo Ek in Halverin and Cy Dee in Andridge; Writing by Ann Lee",
            ("Ann Lee", "Bo Ek", "Cy Dee"),
        ),
        ("(Additional reporting by Ann Lee; Editing by Bo Ek)", ()),
        ("(Editing by Bo Ek)", ()),
        ("(Reporting by the Halverin newsroom)", ()),
    ],
)
def test_credits_in_all_their_forms(credit: str, names: tuple[str, ...]) -> None:
    assert credits_to_names(f"The lamp is lit. {credit}") == names
