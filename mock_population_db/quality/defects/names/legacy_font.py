"""The name is in a font of before Unicode: NguyÔn V¨n (TCVN3), Nguyeãn Vaên (VNI)."""

from forms.i18n import _
from mock_population_db.quality.defects.case import Case, Defect, Made
from mock_population_db.quality.spelling import legacy


def make(case: Case) -> Made:
    """Write the name as TCVN3 or VNI, if it can be read back exactly."""
    name = case.get("full_name")
    ways = [(legacy.to_tcvn3, legacy.from_tcvn3), (legacy.to_vni, legacy.from_vni)]
    for write, read in ways[:: 1 - 2 * case.below(2)]:
        written = write(name)
        if written != name and read(written) == name:
            return "full_name", written
    return None


DEFECT = Defect("legacy_font", _("Phông chữ cũ TCVN3 hoặc VNI"), make)
