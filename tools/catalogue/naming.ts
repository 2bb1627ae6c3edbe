import type { Resource } from '../../nodes/QuickBooksEnterprise/catalogue/types';
import { LINES_OF_BLOCK } from './amendments';
import type { SourceBlock } from './source';

/** Custom fields are written and read under different names; kept apart, as qbXML has them. */
const KEPT = ['DataExtRet'];

/** A qbXML name without the ending that tells the request: `InvoiceLineAdd` → `InvoiceLine`. */
function stem(name: string): string {
	return name.replace(/(Add|Mod|Ret)$/, '');
}

/** Where a field of qbXML stands in the service's JSON: a line group's key or none, and the path. */
export interface Place {
	lineKey?: string;
	path: string;
}

/**
 * Turns qbXML's names into the members of the service's JSON for one resource. A request and its
 * answer name the same thing differently in qbXML (`…Add`, `…Mod`, `…Ret`); the service has one name.
 */
export class Naming {
	private readonly lineKeys: ReadonlyMap<string, string>;
	private readonly written: ReadonlySet<string>;

	constructor(resource: Resource, writes: readonly SourceBlock[]) {
		this.lineKeys = new Map(resource.lines.map((line) => [stem(line.key), line.key] as const));
		const names = writes.flatMap((block) => Object.keys(block.fields));
		this.written = new Set(names.flatMap((name) => name.split('.')).map(stem));
	}

	/** The member for one part of a qbXML path. */
	member(name: string): string {
		if (KEPT.includes(name)) return name;
		const plain = stem(name);
		return this.lineKeys.get(plain) ?? (this.written.has(plain) ? plain : name);
	}

	/** The place or places of a dotted qbXML path. */
	places(path: string, resource: Resource): Place[] {
		const [first, ...rest] = path.split('.').filter((part) => part !== '');
		if (first === undefined) return [{ path: '' }];
		const members = rest.map((part) => this.member(part)).join('.');
		const shared = LINES_OF_BLOCK[stem(first)];
		const heads = shared ?? [this.member(first)];
		return heads.map((head) =>
			resource.lines.some((line) => line.key === head)
				? { lineKey: head, path: members }
				: { path: members === '' ? head : `${head}.${members}` },
		);
	}
}
