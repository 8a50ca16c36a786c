"""News agencies that sign a text beside people: told from them by name, and kept apart, under `Agencies`."""

import re
from collections.abc import Iterable

_AGENCY = re.compile(
    r"""(?:the\ )?(?:
      aap | australian\ associated\ press | afp | agence\ france[-\ ]?presse | anp | ansa | ap
    | associated\ press | apa | austria\ presse\ agentur | belga | bloomberg(?:\ news)? | canadian\ press | cp
    | dpa(?:[-/]\w+)? | deutsche\ presse[-\ ]agentur | efe | epd | evangelischer\ pressedienst | europa\ press
    | ians | interfax(?:[-\ ]ukra[iï]ne)? | itar-tass | tass | keystone[-/\ ]sda | sda | kna | kyodo(?:\ news)?
    | lusa | mti | news\ agency\ of\ nigeria | ntb | pa(?:\ media)? | press\ association | pap | pti
    | press\ trust\ of\ india | reuters(?:\ staff)? | thomson\ reuters | ria\ novosti | ritzau | sid
    | tt(?:\ nyhetsbyrån)? | ukrinform | unian | unn | upi | united\ press\ international
    | xinhua(?:\ news\ agency)? | yonhap(?:\ news\ agency)? | укрінформ | укринформ | уніан | униан
    | інтерфакс(?:-україна)? | интерфакс(?:-украина)? | тасс | риа\ новости | унн
    )\Z""",
    re.IGNORECASE | re.VERBOSE,
)


def is_agency(name: str) -> bool:
    """Tell whether a name is that of a news agency.

    >>> is_agency("dpa/lni"), is_agency("The Associated Press"), is_agency("Ann Lee")
    (True, True, False)
    """
    return bool(_AGENCY.match(" ".join(name.split())))


def list_agencies(names: Iterable[str], authors: Iterable[str]) -> str:
    """Give the value of `Agencies`: the agencies among some names, where people sign too; those that sign alone are the
    authors.
    """
    if all(map(is_agency, authors)):
        return ""
    agencies: dict[str, str] = {}
    for name in names:
        if is_agency(name):
            agencies.setdefault(name.casefold(), " ".join(name.split()))
    return "; ".join(agencies.values())
