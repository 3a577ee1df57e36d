/** The version of package.json; the build puts it in. */
declare const ALIKAFKA_VERSION: string | undefined;

export const VERSION: string = typeof ALIKAFKA_VERSION === 'string' ? ALIKAFKA_VERSION : '0.0.0-source';
