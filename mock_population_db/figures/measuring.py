"""Measures the nation: shares of a sample, and what the tables count exactly."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from mock_population_db.citizen.homes.communes import commune_facts
from mock_population_db.citizen.subject import Subject
from mock_population_db.citizen.traits.blood import blood_group
from mock_population_db.citizen.traits.religion import NONE, religion
from mock_population_db.figures.counts import ages
from mock_population_db.nation.invariants import age
from mock_population_db.nation.many.facts import Facts
from mock_population_db.nation.nation import AS_OF, Nation
from mock_population_db.nation.person import BasePerson

Numbers = NDArray[np.int64]
MANY, FEW, SEED = 100_000, 8_000, 1
ADULT, OLD, OLDER = 15, 60, 65
HUNDRED = 100.0
CHILDREN = 10
"""Births of ten years tell the sex ratio at birth; one year is too few."""


@dataclass(frozen=True)
class Sample:
    """A seeded sample: many people by columns, some of them one by one."""

    nation: Nation

    @cached_property
    def people(self) -> Numbers:
        """The sample."""
        return self.nation.sample(min(MANY, self.nation.size), SEED)

    @cached_property
    def ages(self) -> Numbers:
        """Completed years."""
        return ages(self._facts.date_of_birth)

    @cached_property
    def some(self) -> list[BasePerson]:
        """Some of the sample, in full."""
        return [self.nation.person(one) for one in self.people[:FEW].tolist()]

    @property
    def by_ages(self) -> Mapping[str, float]:
        """Sexes and ages."""
        years, sex = self.ages, self._facts.sex
        young, old = years < ADULT, years >= OLDER
        newborn = years < CHILDREN
        return {
            "sex_ratio": HUNDRED * np.sum(sex == 1) / np.sum(sex != 1),
            "sex_ratio_at_birth": HUNDRED
            * float(np.sum(newborn & (sex == 1)))
            / max(1, int(np.sum(newborn & (sex != 1)))),
            "share_0_14": _percent(young),
            "share_15_64": _percent(~young & ~old),
            "share_65_over": _percent(old),
            "people_60_over_millions": _percent(years >= OLD) * self.nation.size / 1e8,
            "ageing_index": HUNDRED * np.sum(years >= OLD) / max(1, int(np.sum(young))),
            "median_age": float(np.median(years)) + 0.5,
        }

    @property
    def by_places(self) -> Mapping[str, float]:
        """Wards and families of names and ethnic groups."""
        facts = self._facts
        codes = facts.crowd.plan.places.codes
        ward = np.array([_is_ward(code) for code in codes])
        return {"urban_share": _percent(ward[facts.commune])}

    @property
    def by_names(self) -> Mapping[str, float]:
        """Family names."""
        part = self.nation.batch(self.people[: MANY // 4])
        texts = part.crowd.plan.names.texts
        counted = Counter(texts[one] for one in part.surname.tolist())
        total = counted.total()
        return {
            f"surname_{key}": HUNDRED * counted[name] / total
            for key, name in (
                ("nguyen", "Nguyễn"),
                ("tran", "Trần"),
                ("le", "Lê"),
                ("pham", "Phạm"),
            )
        }

    @property
    def by_groups(self) -> Mapping[str, float]:
        """Ethnic groups, religions, blood groups."""
        group = self._facts.ethnicity
        codes = {
            "kinh_share": 1,
            "tay_share": 2,
            "thai_share": 3,
            "muong_share": 6,
            "hmong_share": 8,
            "khmer_share": 5,
        }
        subjects = [Subject(self.nation, one.index) for one in self.some]
        faiths = Counter(religion(one) for one in subjects)
        blood = Counter(blood_group(one) for one in subjects)
        known = blood.total() - blood["00"]
        return {
            **{key: _percent(group == code) for key, code in codes.items()},
            "religious_share": HUNDRED * (1 - faiths[NONE] / faiths.total()),
            "catholic_share": HUNDRED * faiths["02"] / faiths.total(),
            "buddhist_share": HUNDRED * faiths["01"] / faiths.total(),
            "blood_group_o": HUNDRED * blood["04"] / max(1, known),
        }

    @property
    def by_homes(self) -> Mapping[str, float]:
        """Households, by a sample of them."""
        nation = self.nation
        count = min(FEW, nation.households)
        homes = (np.arange(count) * nation.households // count).tolist()
        sizes = Counter(len(nation.household(home).members) for home in homes)
        return {
            "household_size_mean_2024": nation.size / nation.households,
            "households_of_one": HUNDRED * sizes[1] / count,
            "households_of_two_to_four": HUNDRED
            * sum(sizes[members] for members in (2, 3, 4))
            / count,
        }

    @property
    def by_marriages(self) -> Mapping[str, float]:
        """Marital statuses, ages at marriage, couples, twins."""
        adults = [one for one in self.some if _age(one) >= ADULT]
        statuses = Counter(one.marital_status for one in adults)
        total = statuses.total()
        twins = sum(one.twin is not None for one in self.some) / len(self.some)
        return {
            "ever_married_15_over": HUNDRED * (1 - statuses["single"] / total),
            "married_15_over": HUNDRED * statuses["married"] / total,
            "widowed_15_over": HUNDRED * statuses["widowed"] / total,
            "divorced_15_over": HUNDRED * statuses["divorced"] / total,
            "first_marriage_mean_men": _mean_at_marriage(adults, "1"),
            "first_marriage_mean_women": _mean_at_marriage(adults, "2"),
            "twin_rate": 1000 * (twins / 2) / (1 - twins / 2),
            **self._couples(),
        }

    def _couples(self) -> Mapping[str, float]:
        gaps = []
        for one in self.some:
            if one.sex == "1" and one.spouse is not None:
                wife = self.nation.person(one.spouse)
                gaps.append(wife.date_of_birth.year - one.date_of_birth.year)
        count = max(1, len(gaps))
        return {
            "wife_older": HUNDRED * sum(gap < 0 for gap in gaps) / count,
            "spouses_same_age": HUNDRED * sum(gap == 0 for gap in gaps) / count,
        }

    @property
    def by_births(self) -> Mapping[str, float]:
        """Children per woman: those of the last five years by their mothers' ages."""
        facts = self._facts
        young = (self.ages < 5) & (facts.mother >= 0)  # noqa: PLR2004 - years
        mothers = self.nation.batch(facts.mother[young]).date_of_birth
        at_birth = (facts.date_of_birth[young] - mothers) * 100 // 36525
        women = np.bincount(self.ages[facts.sex != 1], minlength=60)
        births = np.bincount(at_birth, minlength=60)
        found = 0.0
        for years in range(15, 50):
            # who was so old in these five years is now up to five years older
            exposed = women[years : years + 6].mean()
            found += births[years] / 5 / exposed if exposed else 0
        return {"tfr": found}

    @cached_property
    def _facts(self) -> Facts:
        return self.nation.batch(self.people)


def _percent(found: NDArray[np.bool_]) -> float:
    return HUNDRED * float(found.mean())


def _is_ward(code: str) -> bool:
    return commune_facts(code).is_ward


def _age(person: BasePerson) -> int:
    return age(person.date_of_birth, AS_OF)


def _mean_at_marriage(adults: list[BasePerson], sex: str) -> float:
    """Return the singulate mean age at marriage, from shares never married."""
    single, total = Counter[int](), Counter[int]()
    for one in adults:
        if one.sex == sex:
            group = _age(one) // 5
            total[group] += 1
            single[group] += one.marital_status == "single"
    share = {group: single[group] / total[group] for group in total}
    years = 15 + 5 * sum(share.get(group, 0.0) for group in range(3, 10))
    at_fifty = (share.get(9, 0.0) + share.get(10, 0.0)) / 2
    return (years - 50 * at_fifty) / (1 - at_fifty)
