-- What a refund does not state it has from its sale; those typed before had no channel, and were taken off no row but « none ».
update sale back
set channel = coalesce(back.channel, sold.channel),
  opportunity_id = coalesce(back.opportunity_id, sold.opportunity_id),
  conversation_id = coalesce(back.conversation_id, sold.conversation_id)
from sale sold
where sold.organization_id = back.organization_id
  and sold.id = back.refund_of
  and back.kind = 'refund'
  and (
    back.channel is null and sold.channel is not null
    or back.opportunity_id is null and sold.opportunity_id is not null
    or back.conversation_id is null and sold.conversation_id is not null);
