"""Every output of the model, declared once: tables, columns, events, reasons.

The codebook beside the results, the tables of the documentation, the headings of
figures and the check of what a run may be asked for are all derived from here.
"""

from cisim.configuration.outcomes.columns import (
    Column as Column,
)
from cisim.configuration.outcomes.columns import (
    ColumnType as ColumnType,
)
from cisim.configuration.outcomes.events import (
    EVENTS as EVENTS,
)
from cisim.configuration.outcomes.events import (
    EXIT_REASONS as EXIT_REASONS,
)
from cisim.configuration.outcomes.events import (
    MILESTONES as MILESTONES,
)
from cisim.configuration.outcomes.events import (
    REASONS as REASONS,
)
from cisim.configuration.outcomes.events import (
    Milestone as Milestone,
)
from cisim.configuration.outcomes.series import (
    CONDITIONS as CONDITIONS,
)
from cisim.configuration.outcomes.series import (
    SERIES as SERIES,
)
from cisim.configuration.outcomes.series import (
    STRONG_TIE as STRONG_TIE,
)
from cisim.configuration.outcomes.series import (
    YEARLY as YEARLY,
)
from cisim.configuration.outcomes.tables import (
    EVENT_COLUMNS as EVENT_COLUMNS,
)
from cisim.configuration.outcomes.tables import (
    MONTHLY_COLUMNS as MONTHLY_COLUMNS,
)
from cisim.configuration.outcomes.tables import (
    QUANTILES as QUANTILES,
)
from cisim.configuration.outcomes.tables import (
    STATED_YEARS as STATED_YEARS,
)
from cisim.configuration.outcomes.tables import (
    SUMMARY_COLUMNS as SUMMARY_COLUMNS,
)
from cisim.configuration.outcomes.tables import (
    TIE_COLUMNS as TIE_COLUMNS,
)
from cisim.configuration.outcomes.tables import (
    run_columns as run_columns,
)
from cisim.configuration.outcomes.tables import (
    tables as tables,
)
