import { ALIKAFKA, CMS, type Product } from '../../core/operation.ts';
import { flag, text } from '../../core/params.ts';
import { sentence } from '../../core/text/texts.ts';

/** The products whose operations can be called without a record. */
export const PRODUCTS: Readonly<Record<string, Product>> = { alikafka: ALIKAFKA, cms: CMS };

/** The options of `api`. */
export const API_OPTIONS = {
  product: text({
    flag: 'product',
    placeholder: 'alikafka|cms',
    rules: [(id) => (Object.hasOwn(PRODUCTS, id) ? undefined : sentence('{name} must be a known product'))],
    must: 'alikafka or cms',
    help: 'product of an operation that this tool does not know (default alikafka)',
  }),
  apiVersion: text({ flag: 'api-version', placeholder: 'version', mayBeEmpty: true, help: 'version of the API' }),
  allPages: flag({
    flag: 'all-pages',
    help: 'read every page of a list and print its records; without it one page is printed, with its NextToken or Total',
  }),
  confirm: text({
    flag: 'confirm',
    placeholder: 'id',
    mayBeEmpty: true,
    help: 'confirm a deletion for good by its id (DeleteInstance)',
  }),
} as const;
