"""The play: who does what, in which order."""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

import click

from portal.rehearse.browser import Browser
from portal.rehearse.citizen import Citizen
from portal.rehearse.officer import Officer
from portal.rehearse.report import Report
from portal.rehearse.stumbles import Stumble

CITIZENS = ("dao", "sen", "vang", "bia", "thao")
"""Who may play the citizen: the first who has not filed yet."""
OFFICERS = ("khoi", "ha", "vy")
"""One officer for each agency of the citizens' ward."""
LOBBY = "/demo"
PATIENCE_S = 300
PAUSE_S = 1.0


def rehearse(
    base_url: str,
    procedure: str,
    *,
    citizens: Sequence[str] = CITIZENS,
    officers: Sequence[str] = OFFICERS,
    as_json: bool = False,
    echo: Callable[[str], None] = click.echo,
    wait: Callable[[float], None] = time.sleep,
) -> int:
    """Play citizen and officers through the pages of a running portal.

    Args:
        base_url: address of the portal.
        procedure: code of the procedure.
        citizens: cast names; the first one who has not filed yet plays.
        officers: cast names of the officers; they rest while the autopilot works.
        as_json: print one JSON object instead of a line for each step.
        echo: prints a line.
        wait: waits some seconds between two looks at the dossier.

    Returns:
        0 when everything went through, 1 when a person would have stumbled.
    """
    report = Report(echo, as_json)
    play = _Play(base_url, procedure, report, wait)
    try:
        citizen = play.file_dossier(citizens)
        play.carry_through(citizen, officers)
    except Stumble as stumble:
        report.stumble = stumble
    return report.finish()


@dataclass
class _Play:
    base_url: str
    procedure: str
    report: Report
    wait: Callable[[float], None]
    officers: list[Officer] = field(default_factory=list)

    def file_dossier(self, names: Sequence[str]) -> Citizen:
        """Let a citizen fill in and send."""
        citizen = self._citizen(names)
        step = self.report.step
        with step("Chọn thủ tục, mở tờ khai đã điền sẵn"):
            citizen.find_procedure(self.procedure)
            citizen.begin(self.procedure)
            citizen.choose_first()
        with step("Điền phần còn thiếu, tới trang kiểm tra"):
            self.report.facts["answered"] = citizen.fill_in()
        with step("Cam đoan và gửi hồ sơ"):
            self.report.facts["dossier"] = citizen.send()
        return citizen

    def carry_through(self, citizen: Citizen, names: Sequence[str]) -> None:
        """Let the officers work, until every result is there and read."""
        step = self.report.step
        autopilot = self._autopilot()
        self.report.facts["autopilot"] = autopilot
        if autopilot == "off":
            with step("Cán bộ đăng nhập"):
                self.officers = [self._officer(name) for name in names]
        with step("Theo dõi tới khi đủ kết quả"):
            citizen.track()
            links = citizen.wait_for_results(
                until=lambda looks: looks * PAUSE_S < PATIENCE_S,
                meanwhile=lambda: self._work_on(citizen.dossier),
            )
        with step("Mở từng kết quả"):
            citizen.open_results(links)
            self.report.facts["results"] = len(links)
        with step("Đọc tin nhắn"):
            self.report.facts["messages"] = citizen.read_messages()

    def _citizen(self, names: Sequence[str]) -> Citizen:
        for name in names:
            citizen = Citizen(name, Browser(self.base_url))
            with self.report.step(f"Đăng nhập: {name}"):
                citizen.arrive()
            if not citizen.has_filed():
                self.report.facts["citizen"] = name
                return citizen
        raise Stumble(
            self.base_url,
            "mọi nhân vật của buổi diễn tập đã nộp hồ sơ; đặt lại bản trình diễn "
            "rồi chạy lại",
        )

    def _officer(self, name: str) -> Officer:
        officer = Officer(name, Browser(self.base_url))
        officer.sign_in()
        return officer

    def _autopilot(self) -> str:
        """Read in the lobby whether officers answer by rule; without a lobby: no."""
        lobby = Browser(self.base_url).try_open(LOBBY)
        chosen = (
            lobby.find("//input[@name='mode' and @checked]/@value") if lobby else []
        )
        return str(chosen[0]) if chosen else "off"

    def _work_on(self, dossier: str) -> None:
        pressed = sum(officer.work_on(dossier) for officer in self.officers)
        if not pressed:
            self.wait(PAUSE_S)
