/** The options of `api`. */
import { ALIKAFKA, CMS, type Product } from '../../core/operation.ts';
import { flag, text } from '../../core/params.ts';
import { sentence } from '../../core/text/texts.ts';

/** The products of --product, whose operations can be called even if they are unknown. */
export const PRODUCTS: Readonly<Record<string, Product>> = { alikafka: ALIKAFKA, cms: CMS };

/** The options of `api`. */
export const API_OPTIONS = {
  product: text({
    flag: 'product',
    placeholder: 'alikafka|cms',
    lists: Object.keys(PRODUCTS),
    rules: [(id) => (Object.hasOwn(PRODUCTS, id) ? undefined : sentence('{name} must be a known product'))],
    must: 'alikafka or cms',
    help: 'Product of an operation that this version does not know',
    defaultText: 'alikafka',
  }),
  apiVersion: text({
    flag: 'api-version',
    placeholder: 'version',
    mayBeEmpty: true,
    help: 'Version of the API, such as 2019-09-16',
    defaultText: 'the current version',
  }),
  allPages: flag({
    flag: 'all-pages',
    help: 'Read all pages of a list and print the records',
    defaultText: 'one page, with its NextToken or Total',
  }),
  confirm: text({
    flag: 'confirm',
    placeholder: 'id',
    lists: 'instance',
    mayBeEmpty: true,
    section: 'Confirmation',
    help: 'Confirm by name instead of at a prompt; DeleteInstance requires the id of the instance here or at a prompt',
  }),
} as const;
