const SECRET_NAME = /password|secret|token/i;

/** Whether a parameter holds a secret, by its name alone. The cursor of the next page is none. */
export const isSecretName = (name: string): boolean => SECRET_NAME.test(name) && name !== 'NextToken';
