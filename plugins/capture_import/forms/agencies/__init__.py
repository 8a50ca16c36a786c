"""The XML that news agencies and newspapers send: NITF and NewsML-G2 of the IPTC."""
