"""From «Bắt đầu» to «Gửi»: one's draft, section by section."""
