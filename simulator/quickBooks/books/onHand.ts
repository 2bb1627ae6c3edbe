import type { CompanyFile } from './companyFile';
import { quantityText, times, units } from './money';

/** How many of an item are on hand, in hundred-thousandths: what it was opened with, and what came and went. */
export function onHand(file: CompanyFile, itemId: string): bigint {
	return units(file.item(itemId)?.record['#opening']) + file.stock.of(itemId);
}

/** What they are worth in cents; cost is what is usually paid, as averages are not kept (our choice). */
export function assetValue(file: CompanyFile, itemId: string): bigint {
	const item = file.item(itemId)?.record;
	return times(quantityText(onHand(file, itemId)), item?.AverageCost ?? item?.PurchaseCost ?? '0');
}
