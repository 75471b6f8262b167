import pytest

from paritrana.accounts.models import User
from paritrana.web.paging import page_of
from tests.factories.people import make_user

pytestmark = pytest.mark.django_db


def walk(order: str, size: int) -> list[str]:
    found, cursor = [], ""
    while True:
        page = page_of(User.objects.all(), cursor, order=order, size=size)
        found += [user.email for user in page.rows]
        cursor = page.next_cursor
        if not cursor:
            return found


@pytest.mark.parametrize("order", ["email", "-email", "name", "-created_at"])
@pytest.mark.parametrize("size", [1, 2, 3, 7])
def test_every_row_comes_exactly_once_in_order(order, size):
    for number in range(7):
        make_user(name=f"Kantor {number // 3}")  # equal names: the id breaks the tie
    key = order.lstrip("-")
    tie = "-id" if order.startswith("-") else "id"
    assert walk(order, size) == [user.email for user in User.objects.order_by(order, tie)]
    assert key


def test_a_cursor_that_was_tampered_with_begins_again():
    make_user()
    make_user()
    assert len(page_of(User.objects.all(), "x" * 40, order="email", size=1).rows) == 1


def test_a_page_costs_one_query(django_assert_num_queries):
    for _number in range(3):
        make_user()
    cursor = page_of(User.objects.all(), "", order="email", size=1).next_cursor
    with django_assert_num_queries(1):
        page_of(User.objects.all(), cursor, order="email", size=1)
