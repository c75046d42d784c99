"""What our own error pages say: what is wrong, why, and what to do."""

from dataclasses import dataclass

from forms.i18n import Text, _


@dataclass(frozen=True)
class Trouble:
    """The words of one error page."""

    title: Text
    why: Text
    do: Text


ASK_DEVELOPER = _(
    "Người phát triển ứng dụng sửa yêu cầu, hoặc đăng ký lại ứng dụng trong "
    "MOCK_IDP_CLIENTS. Không có thông tin nào được chia sẻ."
)
START_AGAIN = _("Quay lại dịch vụ và bấm đăng nhập một lần nữa.")

SERVER_ERROR = Trouble(
    _("Máy chủ định danh giả lập gặp lỗi"),
    _("Yêu cầu của bạn chưa được xử lý."),
    START_AGAIN,
)

TROUBLES = {
    "unknown_client": Trouble(
        _("Ứng dụng này chưa được đăng ký"),
        _("Yêu cầu đăng nhập mang một mã ứng dụng (client_id) không có ở đây."),
        ASK_DEVELOPER,
    ),
    "redirect_uri_not_registered": Trouble(
        _("Địa chỉ quay về không đúng địa chỉ đã đăng ký"),
        _(
            "Địa chỉ quay về (redirect_uri) phải giống từng ký tự với một địa chỉ đã "
            "đăng ký, nên bạn không được chuyển đi."
        ),
        ASK_DEVELOPER,
    ),
    "request_uri_unknown": Trouble(
        _("Yêu cầu đăng nhập này không còn dùng được"),
        _(
            "Ứng dụng đã gửi trước yêu cầu (request_uri), nhưng yêu cầu đã hết hạn, đã "
            "được trả lời, hoặc của ứng dụng khác."
        ),
        START_AGAIN,
    ),
    "authorization_request_refused": Trouble(
        _("Yêu cầu đăng nhập của ứng dụng không dùng được"),
        _(
            "Yêu cầu sai và không ghi rõ địa chỉ quay về (redirect_uri), nên lỗi được "
            "báo ở đây thay vì gửi cho ứng dụng."
        ),
        ASK_DEVELOPER,
    ),
    "post_logout_redirect_uri_not_registered": Trouble(
        _("Địa chỉ sau khi đăng xuất không đúng địa chỉ đã đăng ký"),
        _(
            "Địa chỉ quay về sau khi đăng xuất (post_logout_redirect_uri) phải giống "
            "từng ký tự với một địa chỉ đã đăng ký của ứng dụng."
        ),
        ASK_DEVELOPER,
    ),
    "id_token_hint_invalid": Trouble(
        _("Chưa đăng xuất được"),
        _("Yêu cầu mang một mã định danh (id_token_hint) không do nơi này cấp."),
        ASK_DEVELOPER,
    ),
    "logout_client_mismatch": Trouble(
        _("Chưa đăng xuất được"),
        _("Mã ứng dụng (client_id) không khớp với mã định danh (id_token_hint)."),
        ASK_DEVELOPER,
    ),
    "logout_client_missing": Trouble(
        _("Chưa đăng xuất được"),
        _(
            "Yêu cầu ghi địa chỉ quay về (post_logout_redirect_uri) nhưng không ghi "
            "là của ứng dụng nào (id_token_hint hoặc client_id)."
        ),
        ASK_DEVELOPER,
    ),
    "start_not_possible": Trouble(
        _("Không bắt đầu đăng nhập từ đây được"),
        _(
            "Dịch vụ này chưa đăng ký địa chỉ nhận lời mời đăng nhập "
            "(initiate_login_uri)."
        ),
        _("Mở dịch vụ và bấm đăng nhập ở đó."),
    ),
    "logout_request_malformed": Trouble(
        _("Chưa đăng xuất được"),
        _("Một tham số của yêu cầu bị lặp lại hoặc quá dài."),
        ASK_DEVELOPER,
    ),
    "signed_out": Trouble(
        _("Bạn đã đăng xuất"),
        _("Không còn ai đăng nhập VNeID mô phỏng trong trình duyệt này."),
        _("Bạn có thể đóng trang này."),
    ),
    "still_signed_in": Trouble(
        _("Bạn vẫn đang đăng nhập"),
        _("Bạn đã chọn ở lại."),
        _("Quay lại dịch vụ để tiếp tục."),
    ),
    "transaction_unknown": Trouble(
        _("Lần đăng nhập này không còn nữa"),
        _("Trang để lâu quá, hoặc máy chủ giả lập vừa khởi động lại."),
        START_AGAIN,
    ),
    "transaction_finished": Trouble(
        _("Lần đăng nhập này đã xong"),
        _("Mỗi lần đăng nhập chỉ trả lời dịch vụ một lần."),
        START_AGAIN,
    ),
    "other_browser": Trouble(
        _("Hãy tiếp tục ở trình duyệt đã bắt đầu"),
        _(
            "Lần đăng nhập này bắt đầu ở một trình duyệt khác. Chỉ trình duyệt đó được "
            "đi tiếp, để không ai đăng nhập thay bạn."
        ),
        _("Mở lại trang đang chờ trên máy tính, hoặc bắt đầu đăng nhập tại đây."),
    ),
    "form_token_invalid": Trouble(
        _("Biểu mẫu này không còn dùng được"),
        _("Trình duyệt chặn cookie, hoặc trang đã mở từ trước khi bạn bắt đầu lại."),
        _("Quay lại trang trước, tải lại rồi bấm lần nữa."),
    ),
    "step_not_possible": Trouble(
        _("Bước này không còn làm được"),
        _("Lần đăng nhập đã sang bước khác, có thể ở một trang khác bạn đang mở."),
        _("Mở lại trang đang chờ để xem bước hiện tại, hoặc đăng nhập lại."),
    ),
    "phone_of_somebody_else": Trouble(
        _("Câu hỏi này dành cho người khác"),
        _("Chỉ người được hỏi trả lời được, trên điện thoại của người đó."),
        _("Mở màn hình điện thoại, chọn đúng người rồi trả lời."),
    ),
    "device_approved": Trouble(
        _("Đã đăng nhập cho thiết bị"),
        _("Thiết bị đang chờ sẽ tự đi tiếp sau vài giây."),
        _("Quay lại thiết bị. Bạn có thể đóng trang này."),
    ),
    "device_denied": Trouble(
        _("Đã từ chối thiết bị"),
        _("Thiết bị không nhận được thông tin nào."),
        _("Bạn có thể đóng trang này."),
    ),
    "device_too_late": Trouble(
        _("Thiết bị không còn chờ"),
        _("Mã trên thiết bị đã hết hạn trước khi bạn đồng ý."),
        _("Bắt đầu lại trên thiết bị rồi nhập mã mới."),
    ),
    "fault_down": Trouble(
        _("VNeID giả lập đang ngừng (sự cố đang bật)"),
        _("Người điều khiển bản trình diễn đã tắt dịch vụ định danh."),
        _("Bạn có thể tra cứu hồ sơ bằng mã, hoặc thử lại sau 30 giây."),
    ),
    "not_found": Trouble(
        _("Không có trang này"),
        _("Địa chỉ gõ sai, hoặc trang đã chuyển đi."),
        _("Kiểm tra lại địa chỉ, hoặc quay lại dịch vụ."),
    ),
    "method_not_allowed": Trouble(
        _("Không mở được trang này trực tiếp"),
        _("Địa chỉ này chỉ nhận biểu mẫu được gửi từ trang khác."),
        START_AGAIN,
    ),
    "too_large": Trouble(
        _("Dữ liệu gửi lên quá lớn"),
        _("Biểu mẫu ở đây chỉ nhận vài chữ và số."),
        START_AGAIN,
    ),
}


def trouble(code: str) -> Trouble:
    """Return the words for an error code."""
    return TROUBLES.get(code, SERVER_ERROR)
