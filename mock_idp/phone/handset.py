"""A real handset on the same network plays the phone, only when asked for."""

import io

from forms.i18n import gettext


def invitation(url: str) -> str:
    """Return what to print so that a handset can open the phone's page: a QR code.

    Args:
        url: the provider's address as the handset reaches it.
    """
    import segno  # noqa: PLC0415 - start-up budget

    drawn = io.StringIO()
    segno.make(f"{url}/phone", error="m", micro=False).terminal(
        drawn, border=2, compact=True
    )
    warning = gettext(
        "Cảnh báo: máy khác trong mạng này mở được VNeID mô phỏng và đăng nhập thay "
        "bất kỳ ai. Chỉ dùng trong mạng bạn tin; chỉ có dữ liệu giả lập."
    )
    invite = gettext("Quét mã này bằng điện thoại thật để mở điện thoại mô phỏng:")
    return f"{warning}\n\n{invite}\n{url}/phone\n\n{drawn.getvalue()}"
