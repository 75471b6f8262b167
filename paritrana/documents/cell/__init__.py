"""Programs that run in the confined process. They import no Django and know no database; they answer in JSON."""
