-- 64.2009(d): a supervisor approves just these words, in every language, for just this audience; other words or a wider audience need an
-- approval of their own
alter table solicitation add column words jsonb not null default '[]';
alter table solicitation add column audience jsonb not null default '{"notReachedInDays": 1, "accounts": null}';

-- of before this was kept: the words that stood when it was decided; nobody had said for whom
update solicitation s set words = (
    select coalesce(jsonb_agg(jsonb_build_object('language', w.language, 'versionId', w.id, 'contentHash', w.content_hash) order by w.language), '[]')
    from (
      select distinct on (v.language) v.language, v.id, v.content_hash
      from notice_version v join notice_version n on n.carrier_id = s.carrier_id and n.id = s.notice_version_id
      where v.carrier_id = s.carrier_id and v.group_id = n.group_id
        and (v.id = n.id or v.approved_at <= coalesce(s.decided_at, s.created_at))
      order by v.language, 'email' = any(v.methods) desc, v.approved_at desc nulls last) w);
alter table solicitation alter column words drop default, alter column audience drop default;
