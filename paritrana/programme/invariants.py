"""What must hold: a rulebook is what its digest says, and the weights of every ranking make exactly 100."""

from collections.abc import Iterator
from fractions import Fraction

from paritrana.lib.digest import sha256_of
from paritrana.programme.models import Category, Rulebook
from paritrana.programme.reading import rules_in


def altered_rulebooks() -> Iterator[str]:
    """A sentence for every version whose content does not match its digest."""
    for rulebook in Rulebook.objects.order_by("id"):
        if sha256_of(rulebook.content) != rulebook.digest:
            yield f"Rulebook {rulebook}: its content does not match its digest."


def uneven_weights() -> Iterator[str]:
    """A sentence for every ranking whose aspects, or an aspect's criteria, do not weigh exactly 100."""
    for rulebook in Rulebook.objects.order_by("id"):
        for category in Category.objects.filter(edition=rulebook.edition_id):
            try:
                rules = rules_in(rulebook.pk, category.level, category.code)
            except LookupError:
                continue  # an older version may not know a category that an amendment brought
            for ranking in rules.rankings:
                for name, weights in [
                    ("its aspects", [aspect.weight for aspect in ranking.aspects]),
                    *((aspect.code, [weight for _, weight in aspect.criteria]) for aspect in ranking.aspects),
                ]:
                    if sum(map(Fraction, weights)) != 100:
                        yield f"Rulebook {rulebook}, {rules.code}, {ranking.code}: {name} do not weigh 100."
