import type { Company } from '../company';
import type { StoredExtension } from '../session/memory';
import type { QbRecord } from '../../qbxml/record';

const keyFor = (object: string, id: string) => `${object}/${id}`;
const isSame = (a: string, b: string) => a.toLowerCase() === b.toLowerCase();

/** Custom fields and private data of the records of a company file. */
export class Extensions {
	constructor(private readonly company: Company) {}

	/** @returns the definition of a field. */
	definition(ownerId: string, name: string) {
		return this.company.memory.extensionDefinitions.find(
			(each) => isSame(each.ownerId, ownerId) && isSame(each.name, name),
		);
	}

	/** @returns the value of a field of a record, or of one of its lines. */
	find(object: string, id: string, { ownerId, name, lineId }: Omit<StoredExtension, 'value'>) {
		return this.of(object, id).find(
			(each) => isSame(each.ownerId, ownerId) && isSame(each.name, name) && each.lineId === lineId,
		);
	}

	set(object: string, id: string, extension: StoredExtension): void {
		const known = this.find(object, id, extension);
		if (known) known.value = extension.value;
		else this.company.memory.extensions[keyFor(object, id)] = [...this.of(object, id), extension];
	}

	delete(object: string, id: string, extension: StoredExtension): void {
		const rest = this.of(object, id).filter((each) => each !== extension);
		this.company.memory.extensions[keyFor(object, id)] = rest;
	}

	/** Forgets all of a record that is gone. */
	forget(object: string, id: string): void {
		delete this.company.memory.extensions[keyFor(object, id)];
	}

	/** Renames a field, or removes it with all its values. */
	rename(ownerId: string, name: string, to: string | undefined): void {
		const { extensions } = this.company.memory;
		for (const [key, values] of Object.entries(extensions)) {
			const isIt = (each: StoredExtension) =>
				isSame(each.ownerId, ownerId) && isSame(each.name, name);
			if (to === undefined) extensions[key] = values.filter((each) => !isIt(each));
			else for (const each of values.filter(isIt)) each.name = to;
		}
	}

	/**
	 * @param owners whose fields are wanted.
	 * @param lineId of a line, undefined for the record itself.
	 * @returns the members `DataExtRet` of a record.
	 */
	shown(object: string, id: string, owners: readonly string[], lineId?: string): QbRecord[] {
		if (owners.length === 0) return [];
		return this.of(object, id)
			.filter(
				(each) => each.lineId === lineId && owners.some((owner) => isSame(owner, each.ownerId)),
			)
			.map((each) => this.ret(each));
	}

	ret({ ownerId, name, value }: StoredExtension): QbRecord {
		return {
			OwnerID: ownerId,
			DataExtName: name,
			DataExtType: this.definition(ownerId, name)?.type ?? 'STR255TYPE',
			DataExtValue: value,
		};
	}

	private of(object: string, id: string): StoredExtension[] {
		return this.company.memory.extensions[keyFor(object, id)] ?? [];
	}
}
