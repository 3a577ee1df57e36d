/** A region that the vendor's own sources name. */
export interface Region {
  readonly id: string;
  /** Its place. A proper name, which is not translated. */
  readonly name: string;
  /** Whether the vendor's current list has it; the others are older, newer than that list, or closed. */
  readonly today: boolean;
}

/** The vendor's current list for the product (its OpenAPI metadata), with the names of the places. */
const TODAY: Readonly<Record<string, string>> = {
  'ap-northeast-1': 'Japan (Tokyo)',
  'ap-northeast-2': 'South Korea (Seoul)',
  'ap-southeast-1': 'Singapore',
  'ap-southeast-3': 'Malaysia (Kuala Lumpur)',
  'ap-southeast-5': 'Indonesia (Jakarta)',
  'ap-southeast-7': 'Thailand (Bangkok)',
  'cn-beijing': 'China (Beijing)',
  'cn-beijing-finance-1': 'China (Beijing Finance)',
  'cn-chengdu': 'China (Chengdu)',
  'cn-guangzhou': 'China (Guangzhou)',
  'cn-hangzhou': 'China (Hangzhou)',
  'cn-hangzhou-finance': 'China (Hangzhou Finance)',
  'cn-heyuan': 'China (Heyuan)',
  'cn-hongkong': 'China (Hong Kong)',
  'cn-huhehaote': 'China (Hohhot)',
  'cn-qingdao': 'China (Qingdao)',
  'cn-shanghai': 'China (Shanghai)',
  'cn-shanghai-finance-1': 'China (Shanghai Finance)',
  'cn-shenzhen': 'China (Shenzhen)',
  'cn-shenzhen-finance-1': 'China (Shenzhen Finance)',
  'cn-wulanchabu': 'China (Ulanqab)',
  'cn-zhangjiakou': 'China (Zhangjiakou)',
  'eu-central-1': 'Germany (Frankfurt)',
  'eu-west-1': 'UK (London)',
  'me-central-1': 'Saudi Arabia (Riyadh)',
  'me-east-1': 'UAE (Dubai)',
  'na-south-1': 'Mexico',
  'us-east-1': 'US (Virginia)',
  'us-west-1': 'US (Silicon Valley)',
};

/** Named by the vendor's SDK, its documents of 2021 or its Terraform provider alone; ap-southeast-2 is closed. */
const OTHERS: Readonly<Record<string, string>> = {
  'ap-south-1': 'India (Mumbai)',
  'ap-southeast-2': 'Australia (Sydney)',
  'ap-southeast-6': 'Philippines (Manila)',
  'cn-fuzhou': 'China (Fuzhou)',
  'cn-north-2-gov-1': 'China (Beijing Government)',
  'cn-wulanchabu-gic-1': 'China (Ulanqab GIC)',
  'cn-zhengzhou-jva': 'China (Zhengzhou JV)',
  'us-southeast-1': 'US (Atlanta)',
};

/** Every known region. A region that is missing here may be newer: it works by the host rule. */
export const REGIONS: readonly Region[] = [
  ...Object.entries(TODAY).map(([id, name]) => ({ id, name, today: true })),
  ...Object.entries(OTHERS).map(([id, name]) => ({ id, name, today: false })),
].sort((a, b) => (a.id < b.id ? -1 : 1));

/** The ids of all known regions. */
export const REGION_IDS: readonly string[] = REGIONS.map(({ id }) => id);
