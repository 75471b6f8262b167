"""All addresses: Indonesian paths, English names."""

from allauth.account import views as account
from allauth.mfa.base import views as mfa
from allauth.mfa.recovery_codes import views as recovery
from allauth.mfa.totp import views as totp
from django.urls import include, path

from ceremony.views import public as public_views
from paritrana.accounts import views as accounts_views
from paritrana.programme.views import SignIn
from paritrana.web import errors, views
from paritrana.web.gate import gate, public

BOTH = ("GET", "POST")
signed_in = gate(methods=BOTH)

urlpatterns = [
    path("", public_views.home, name="home"),
    path("", include("ceremony.urls")),
    path("akun/", accounts_views.account, name="account"),
    path("akun/", include("paritrana.accounts.urls")),
    path("pesan/", include("paritrana.notifications.urls")),
    path("berkas/", include("paritrana.documents.urls")),
    path("program/", include("paritrana.programme.urls")),
    path("usulan/", include("nominations.urls")),
    path("penilaian/", include("assessment.urls")),
    path("meja/", views.desk, name="desk"),
    path("bantuan/", views.help_page, name="help"),
    path("aksesibilitas/", views.accessibility, name="accessibility"),
    path("pelindungan-data/", views.privacy, name="privacy"),
    path("healthz", views.healthz, name="healthz"),
    path("readyz", views.readyz, name="readyz"),
    path("bahasa/", views.choose_language, name="choose_language"),
    path("masuk/", public("sign-in", methods=BOTH)(SignIn.as_view()), name="account_login"),
    path(
        "masuk/kode/",
        public("second step of sign-in", methods=BOTH)(mfa.authenticate),
        name="mfa_authenticate",
    ),
    path("keluar/", public("sign-out", methods=BOTH)(account.logout), name="account_logout"),
    path("akun/ulangi/", signed_in(account.reauthenticate), name="account_reauthenticate"),
    path("akun/ulangi/kode/", signed_in(mfa.reauthenticate), name="mfa_reauthenticate"),
    path("akun/sandi/", signed_in(account.password_change), name="account_change_password"),
    path("akun/pengaman/", gate()(mfa.index), name="mfa_index"),
    path("akun/pengaman/totp/", signed_in(totp.activate_totp), name="mfa_activate_totp"),
    path("akun/pengaman/totp/lepas/", signed_in(totp.deactivate_totp), name="mfa_deactivate_totp"),
    path("akun/pengaman/cadangan/", gate()(recovery.view_recovery_codes), name="mfa_view_recovery_codes"),
    path(
        "akun/pengaman/cadangan/buat/",
        signed_in(recovery.generate_recovery_codes),
        name="mfa_generate_recovery_codes",
    ),
    path(
        "akun/pengaman/cadangan/unduh/",
        gate()(recovery.download_recovery_codes),
        name="mfa_download_recovery_codes",
    ),
]

handler400 = errors.bad_request
handler403 = errors.forbidden
handler404 = errors.not_found
