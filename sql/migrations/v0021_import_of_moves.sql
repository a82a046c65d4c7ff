-- A file may tell the history of opportunities: a stage that one entered a row.

alter table import_run drop constraint import_run_kind;
alter table import_run add constraint import_run_kind
  check (kind in ('prospects', 'opportunities', 'moves', 'conversations', 'sales', 'expenses', 'measurements'));
