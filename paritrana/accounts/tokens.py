"""The secret in an invitation's link: bound to the person and the unset password, so it works once."""

from django.contrib.auth.tokens import PasswordResetTokenGenerator


class InvitationTokens(PasswordResetTokenGenerator):
    """Django's one-time tokens under a salt of their own; they live for settings.PASSWORD_RESET_TIMEOUT (72 hours)."""

    key_salt = "paritrana.accounts.invitation"


invitations = InvitationTokens()
