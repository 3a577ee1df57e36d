const SECRET_NAME = /password|secret|token/i;

/** Whether a parameter holds a secret, by its name alone. NextToken, the cursor of the next page, does not. */
export const isSecretName = (name: string): boolean => SECRET_NAME.test(name) && name !== 'NextToken';
