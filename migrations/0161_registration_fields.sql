-- what the form of the Robocall Mitigation Database asks beside: other registration numbers, countries, the extension of the contact's telephone;
-- and by which paragraph an extension is claimed, which is not known of those before
update registration set facts = facts || jsonb_build_object('otherFrns', '[]'::jsonb, 'country', 'US',
  'extension', '{"paragraph": null}'::jsonb || (facts -> 'extension'),
  'contact', '{"extension": "", "country": "US"}'::jsonb || (facts -> 'contact'))
  where not facts ? 'otherFrns';
