/** Words for what is released on proof of identity, and for where. */
export const password = /\b(?:passwords?|passcodes?|passphrases?|pins?|credentials?)\b/i;

/** Access by web site, portal or app. */
export const online =
  /\b(?:online|on-line|web(?:site|-?based| ?portal| page)?|internet|portals?|customer (?:site|area)|dashboard|mobile app(?:lication)?|apps?)\b/i;

export const release =
  /\b(?:cpni|call[- ]detail|call (?:records?|history|logs?)|account (?:information|details)|records?|information|details|disclos\w*|releas\w*|discuss\w*|reveal\w*|speak\w*|read(?:s|ing)?|given|give|gives)\b/i;
