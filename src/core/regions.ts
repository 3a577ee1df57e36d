/** A region that the vendor's own sources name. */
export interface Region {
  readonly id: string;
  /** The vendor's list of today has it; others are older, newer than that list, or closed. */
  readonly today: boolean;
}

/** The vendor's list of today for the product (its OpenAPI metadata). */
const TODAY = [
  'ap-northeast-1',
  'ap-northeast-2',
  'ap-southeast-1',
  'ap-southeast-3',
  'ap-southeast-5',
  'ap-southeast-7',
  'cn-beijing',
  'cn-beijing-finance-1',
  'cn-chengdu',
  'cn-guangzhou',
  'cn-hangzhou',
  'cn-hangzhou-finance',
  'cn-heyuan',
  'cn-hongkong',
  'cn-huhehaote',
  'cn-qingdao',
  'cn-shanghai',
  'cn-shanghai-finance-1',
  'cn-shenzhen',
  'cn-shenzhen-finance-1',
  'cn-wulanchabu',
  'cn-zhangjiakou',
  'eu-central-1',
  'eu-west-1',
  'me-central-1',
  'me-east-1',
  'na-south-1',
  'us-east-1',
  'us-west-1',
];

/** Named by the vendor's SDK, its documents of 2021 or its Terraform provider alone; ap-southeast-2 is closed. */
const OTHERS = [
  'ap-south-1',
  'ap-southeast-2',
  'ap-southeast-6',
  'cn-fuzhou',
  'cn-north-2-gov-1',
  'cn-wulanchabu-gic-1',
  'cn-zhengzhou-jva',
  'us-southeast-1',
];

/** Every region that is known here, by id. A region that is missing may be newer: it works by the host rule. */
export const REGIONS: readonly Region[] = [
  ...TODAY.map((id) => ({ id, today: true })),
  ...OTHERS.map((id) => ({ id, today: false })),
].sort((a, b) => (a.id < b.id ? -1 : 1));

/** The ids of all that are known. */
export const REGION_IDS: readonly string[] = REGIONS.map(({ id }) => id);
