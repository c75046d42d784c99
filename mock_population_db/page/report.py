"""The credibility report: the nation beside published figures."""

from collections.abc import Mapping

from flask import render_template

from forms.i18n import Text, _
from mock_population_db.figures.credibility import report
from mock_population_db.page.blueprint import nation, page

NAMES: Mapping[str, Text] = {
    "population": _("Dân số"),
    "population_men": _("Dân số nam"),
    "population_women": _("Dân số nữ"),
    "population_2019": _("Dân số năm 2019"),
    "sex_ratio": _("Số nam trên 100 nữ"),
    "sex_ratio_urban": _("Số nam trên 100 nữ, thành thị"),
    "sex_ratio_rural": _("Số nam trên 100 nữ, nông thôn"),
    "sex_ratio_2019": _("Số nam trên 100 nữ năm 2019"),
    "sex_ratio_at_birth": _("Số bé trai trên 100 bé gái (dưới 10 tuổi)"),
    "share_0_14": _("Tỷ lệ 0–14 tuổi (%%)"),
    "share_15_64": _("Tỷ lệ 15–64 tuổi (%%)"),
    "share_65_over": _("Tỷ lệ từ 65 tuổi (%%)"),
    "people_60_over_millions": _("Số người từ 60 tuổi (triệu)"),
    "ageing_index": _("Chỉ số già hóa (từ 60 tuổi trên 100 người dưới 15)"),
    "median_age": _("Tuổi trung vị"),
    "urban_share": _("Tỷ lệ thành thị (%%); ở đây: sống tại phường"),
    "urban_share_2019": _("Tỷ lệ thành thị năm 2019 (%%)"),
    "households": _("Số hộ"),
    "household_size_mean": _("Số người mỗi hộ năm 2019"),
    "household_size_mean_2024": _("Số người mỗi hộ"),
    "households_of_one": _("Hộ một người (%%)"),
    "households_of_two_to_four": _("Hộ hai đến bốn người (%%)"),
    "first_marriage_mean": _("Tuổi kết hôn lần đầu"),
    "first_marriage_mean_men": _("Tuổi kết hôn lần đầu của nam"),
    "first_marriage_mean_women": _("Tuổi kết hôn lần đầu của nữ"),
    "ever_married_15_over": _("Từng kết hôn, từ 15 tuổi (%%)"),
    "married_15_over": _("Đang có vợ hoặc chồng, từ 15 tuổi (%%)"),
    "widowed_15_over": _("Góa, từ 15 tuổi (%%)"),
    "divorced_15_over": _("Ly hôn, từ 15 tuổi (%%)"),
    "ever_married_women_20_24": _("Nữ 20–24 tuổi từng kết hôn (%%)"),
    "ever_married_men_20_24": _("Nam 20–24 tuổi từng kết hôn (%%)"),
    "tfr": _("Tổng tỷ suất sinh (con mỗi phụ nữ)"),
    "tfr_urban": _("Tổng tỷ suất sinh, thành thị"),
    "tfr_rural": _("Tổng tỷ suất sinh, nông thôn"),
    "twin_rate": _("Ca sinh đôi trên 1.000 ca sinh"),
    "life_expectancy": _("Tuổi thọ trung bình"),
    "life_expectancy_men": _("Tuổi thọ trung bình của nam"),
    "life_expectancy_women": _("Tuổi thọ trung bình của nữ"),
    "surname_nguyen": _("Họ Nguyễn (%%)"),
    "surname_nguyen_high": _("Họ Nguyễn, nguồn cao nhất (%%)"),
    "surname_tran": _("Họ Trần (%%)"),
    "surname_le": _("Họ Lê (%%)"),
    "surname_pham": _("Họ Phạm (%%)"),
    "kinh_share": _("Dân tộc Kinh (%%)"),
    "tay_share": _("Dân tộc Tày (%%)"),
    "thai_share": _("Dân tộc Thái (%%)"),
    "muong_share": _("Dân tộc Mường (%%)"),
    "hmong_share": _("Dân tộc Mông (%%)"),
    "khmer_share": _("Dân tộc Khmer (%%)"),
    "religious_share": _("Theo tôn giáo (%%)"),
    "catholic_share": _("Công giáo (%%)"),
    "buddhist_share": _("Phật giáo (%%)"),
    "wife_older": _("Vợ nhiều tuổi hơn chồng (%% số cặp)"),
    "spouses_same_age": _("Vợ chồng cùng năm sinh (%% số cặp)"),
    "blood_group_o": _("Nhóm máu O (%%)"),
}
VERDICTS: Mapping[str, Text] = {
    "close": _("khớp"),
    "fair": _("gần"),
    "far": _("lệch"),
}


@page.get("/credibility")
def credibility() -> str:
    """Compare the nation with published figures; say also what is not measured."""
    found = report(nation())
    return render_template(
        "population/credibility.html",
        report=found,
        name=_name,
        verdicts=VERDICTS,
        nation=nation(),
        close=sum(one.verdict == "close" for one in found.compared),
        far=sum(one.verdict == "far" for one in found.compared),
    )


def _name(key: str) -> str:
    return NAMES[key] % () if key in NAMES else key
