-- a signed document once more, with the carrier's own PKCS #12 certificate upon it; the officer's bytes are its beginning
alter table filing_document drop constraint filing_document_kind_check;
alter table filing_document add constraint filing_document_kind_check check (kind in ('cover-letter', 'certificate',
  'certificate-public', 'statement', 'statement-public', 'metadata', 'checklist', 'signature-page', 'sealed'));
