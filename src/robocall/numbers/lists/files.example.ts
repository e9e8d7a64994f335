// Files as the numbering plan administrator writes them, of an invented plan.

/** `npa_report.csv`: 320 area codes in service from 201 on and those named, all others not. */
export const areaReport = (...more: readonly string[]): string => {
  const codes = Array.from({ length: 800 }, (_, i) => String(200 + i));
  const rows = codes.map((npa, i) => {
    const inService = (i > 0 && i <= 320) || more.includes(npa) ? 'Y' : 'N';
    return `${npa},General Purpose Code,Yes,,No,${inService === 'Y' ? 'Yes' : 'No'},,G,"Somewhere, and more",US,${inService},,,,`;
  });
  return [
    'File Date,05/28/2026',
    'NPA_ID,type_of_code,ASSIGNABLE,EXPLANATION,RESERVED,ASSIGNED,ASSIGNMENT_DT,USE,LOCATION,COUNTRY,IN_SERVICE,IN_SERVICE_DT,STATUS,PLANNING_LETTERS,NOTES',
    ...rows,
    '',
  ].join('\n');
};

const codeHeader =
  'State\tNPA-NXX\tOCN\tCompany\tRateCenter\tEffectiveDate\tUse\tAssignDate\tInitial/Growth\tPooled Code\tIn Service';

/** `allutlzd.txt`: exchanges by area code and use. */
export const codeReport = (rows: readonly (readonly [string, string])[]): string =>
  [
    codeHeader,
    ...rows.map(([code, use]) => `IA \t${code}\t1234\tINVENTED TELEPHONE CO\tDES MOINES\t\t${use}\t\t \tY\tY`),
    '',
  ].join('\r\n');

/** The report of thousands-blocks: area, exchange, thousand, status and whether contaminated. */
export const blockReport = (rows: readonly (readonly [string, string, string, string, string])[]): string =>
  [
    'Region,State,NPA,NXX,X,Status,Contaminated,Rate Center,Company,OCN',
    ...rows.map(
      ([npa, nxx, x, status, contaminated]) =>
        `3,IA,${npa},${nxx},${x},${status},${contaminated},DES MOINES,"Invented Telephone, Inc.",1234`,
    ),
    '',
  ].join('\n');
