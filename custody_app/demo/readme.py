"""README.txt of a demonstration centre: its people with badges, passwords and PINs."""

from __future__ import annotations

from collections.abc import Iterator

from custody_app.demo.calendar import Calendar
from custody_app.demo.cast import Cast, Member
from custody_app.runtime.paths import CentreDir
from custody_app.runtime.words import word
from custody_app.storage.key_files import write_durably

README = "README.txt"


def write_readme(
    folder: CentreDir, cast: Cast, calendar: Calendar, recovery_code: str, *, day: bool
) -> None:
    """Write the file, in Chinese and English.

    Raises:
        Fault: ``storage.*``.
    """
    lines = [
        "演示中心 / DEMONSTRATION CENTRE",
        "=" * 40,
        f"{cast.name}    {calendar.day.isoformat()}",
        "",
        "所有人员、案件、物品均为虚构，打印件均带“演示”字样，不能并入真实数据库。",
        "All people, cases and things are invented; every paper says DEMO; this centre can never",
        "join a central database.",
        "",
        "为便于演示，密钥保护强度已降低，口令公开如下；真实中心绝不可如此。",
        "Keys are protected at a low cost here, and the secrets stand below. A real centre must",
        "never do this.",
        "",
        "警号 badge | 姓名 name | 密码 password | 口令 PIN | 角色 roles",
        "-" * 40,
        *_people(cast),
        "",
        f"密封恢复码 recovery code: {recovery_code}",
        "",
        "打开窗口 / open the window:      custody --data <this folder>",
        "核验记录 / prove the record:      custody verify --data <this folder>",
        "单据位置 / papers:                printed/*.pdf",
    ]
    if not day:
        lines.append("本中心尚无业务记录。 / Nothing has happened in this centre yet.")
    text = "\n".join(lines) + "\n"
    write_durably(folder.root / README, text.encode())


def _people(cast: Cast) -> Iterator[str]:
    for member in cast.people:
        if member.pin:
            yield " | ".join(
                (member.badge, member.name, member.password, member.pin, _roles(member))
            )


def _roles(member: Member) -> str:
    return "、".join(
        f"{word('role', role.value, 'zh_CN')} {word('role', role.value, 'en')}"
        for role in member.roles
    )
