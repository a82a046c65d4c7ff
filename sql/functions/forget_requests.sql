-- Deletes what the service need not remember of requests any more: answers kept for seven days, events of a year.
--
-- `security definer`: nobody who serves may delete, and what is younger stays whoever calls. Of the acting organization alone.
create or replace function forget_requests()
returns void
language plpgsql
security definer
set search_path = pg_catalog, public, pg_temp
as $$
begin
  delete from idempotent_request
  where organization_id = acting_organization()
    and created_at < now() - interval '7 days';

  delete from audit_event
  where organization_id = acting_organization()
    and at < now() - interval '1 year';
end
$$;
