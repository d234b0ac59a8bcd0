const ROLE_NAME = /^[A-Za-z0-9][\w.-]{0,63}$/;

/** What is wrong with the name of a role, in words that follow its field's name. A colon is for permissions. */
export function roleNameFault(name: string): string | undefined {
  return ROLE_NAME.test(name)
    ? undefined
    : 'must be 1 to 64 of A-Z a-z 0-9 _ . - and begin with a letter or a digit.';
}
